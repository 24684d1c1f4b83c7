package io.elevenfold.posture;

import java.util.List;

/** A posture report that is not accepted, with everything that is wrong with it. Nothing of it may be stored. */
public final class RejectedReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;
    private final boolean holdsSecret;

    RejectedReportException(List<Violation> violations, boolean holdsSecret) {
        super("posture report refused: " + violations.get(0).reason() + more(violations.size() - 1));
        this.violations = List.copyOf(violations);
        this.holdsSecret = holdsSecret;
    }

    /** At least one, at most {@link ReportLimits#maxViolations()}. */
    public List<Violation> violations() {
        return violations;
    }

    /** Whether a collector sent a secret: that collector's version deserves a warning. */
    public boolean holdsSecret() {
        return holdsSecret;
    }

    private static String more(int count) {
        return count == 0 ? "" : " (and " + count + " more)";
    }
}
