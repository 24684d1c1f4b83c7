package io.elevenfold.platform;

/** What can be refused, and how: the slug is part of the API ({@code type} of RFC 9457 is {@code /problems/<slug>}). */
public enum ProblemType {
    BAD_REQUEST("bad-request", 400, "The request cannot be understood"),
    INVALID_FIELD("invalid-field", 400, "A field has a value that cannot be accepted"),
    UNAUTHENTICATED("unauthenticated", 401, "A valid token is required"),
    FORBIDDEN("forbidden", 403, "This identity may not do that"),
    NOT_FOUND("not-found", 404, "There is no such thing"),
    CONFLICT("conflict", 409, "The present state does not allow that"),
    ANOTHER_PERSON_NEEDED("another-person-needed", 409, "Another person must do that"),
    NOT_IN_FORCE("not-in-force", 409, "Only the version that is in force can be signed"),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The body is larger than this door accepts"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "This door does not take that media type"),
    REPORT_REJECTED("report-rejected", 422, "The posture report is not valid"),
    SECRET_IN_REPORT("secret-in-report", 422, "The posture report contains what looks like a secret"),
    STALE_REPORT("stale-report", 409, "A newer report of this endpoint is already recorded"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many tries, wait before the next"),
    OVERLOADED("overloaded", 503, "More is waiting than can be committed in time"),
    INTERNAL("internal", 500, "Something went wrong on our side");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    public String slug() {
        return slug;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
