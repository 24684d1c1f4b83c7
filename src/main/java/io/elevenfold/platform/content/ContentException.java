package io.elevenfold.platform.content;

/**
 * A content file says something that cannot be true. The message has the form {@code file:line: reason}, and the
 * reason says what would be right.
 */
public class ContentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param location {@code file:line}, as people click on it */
    public ContentException(String location, String reason) {
        super(location + ": " + reason);
    }

    /** @param location {@code file:line}, as people click on it */
    public ContentException(String location, String reason, Throwable cause) {
        super(location + ": " + reason, cause);
    }
}
