package io.elevenfold.platform;

import java.util.Map;

/** A refusal that the caller can act on. The detail names the thing, and never repeats a secret or unbounded input. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Map<String, Object> members;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    /** @param members extension members of the problem document (RFC 9457 §3.2), for example {@code errors} */
    public ProblemException(ProblemType type, String detail, Map<String, Object> members) {
        super(detail);
        this.type = type;
        this.members = Map.copyOf(members);
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, what);
    }

    public static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_FIELD, detail);
    }

    public ProblemType type() {
        return type;
    }

    public Map<String, Object> members() {
        return members;
    }
}
