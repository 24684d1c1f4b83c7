package io.elevenfold.pipeline;

import java.time.Duration;

/** The lane has more waiting than it can commit in time. Nothing of the request was recorded. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    public OverloadedException(Duration retryAfter) {
        super("more is waiting than can be committed in time");
        this.retryAfter = retryAfter;
    }

    /** When another try has a chance. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
