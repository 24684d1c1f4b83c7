package io.elevenfold.compliance;

import io.elevenfold.framework.Verification;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A control and where it stands.
 *
 * @param evidence what each class of evidence shows that the control asks for, in the order of the enum
 * @param results of the checks that name it
 * @param tests what tests it, and how much of that had something to look at
 * @param openFindings open findings that name it, whatever raised them
 * @param worst the gravest severity among what speaks against it; null when nothing does
 */
public record ControlView(
        String id,
        int layer,
        String title,
        String objective,
        ControlStatus status,
        Set<Verification> verifiedBy,
        Map<Verification, ControlStatus> evidence,
        ResultCounts results,
        Tests tests,
        long openFindings,
        @Nullable String worst) {

    private static final List<String> GRAVEST_FIRST = List.of("critical", "high", "medium", "low", "info");

    /** What needs work most comes first. */
    public static final Comparator<ControlView> WORST_FIRST = Comparator.comparing(ControlView::status)
            .thenComparing(ControlView::gravity)
            .thenComparing(control -> -control.results.fail() - control.openFindings)
            .thenComparing(ControlView::id);

    public ControlView {
        evidence = Collections.unmodifiableMap(evidence);
    }

    /** Whether something was found that speaks against it. */
    public boolean needsWork() {
        return status == ControlStatus.NOT_MET || status == ControlStatus.PARTLY;
    }

    private int gravity() {
        return worst == null ? GRAVEST_FIRST.size() : GRAVEST_FIRST.indexOf(worst);
    }

    /**
     * How much of what could be tested was tested.
     *
     * @param total checks and rules that name the control; 0 is a control that nothing tests yet
     * @param assessed checks with results that pass, fail or are excepted, and rules, once there is activity
     */
    public record Tests(int total, int assessed) {}
}
