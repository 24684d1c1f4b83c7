package io.elevenfold.ingest.otlp;

import org.jspecify.annotations.Nullable;

/** The bytes are not what their content type says. The message is safe to show: bounded, and without payload. */
public final class MalformedPayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedPayloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
