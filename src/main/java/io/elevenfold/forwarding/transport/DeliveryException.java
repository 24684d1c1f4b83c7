package io.elevenfold.forwarding.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A batch did not arrive, or not all of it. */
public final class DeliveryException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    /** What can be done about it. */
    public enum Sort {
        /** Later it may work: the receiver is away, or overloaded. */
        UNAVAILABLE,
        /** Nothing works until a person changes the destination or the receiver. */
        MISCONFIGURED,
        /** Something in this batch is refused. */
        REJECTED,
        /** The batch is larger than the receiver takes. */
        TOO_LARGE,
        /** The receiver wants no more. */
        GONE
    }

    private final Sort sort;
    private final int done;
    private final transient @Nullable Duration retryAfter;

    public DeliveryException(Sort sort, String message) {
        this(sort, message, 0, null, null);
    }

    public DeliveryException(Sort sort, String message, @Nullable Throwable cause) {
        this(sort, message, 0, null, cause);
    }

    DeliveryException(Sort sort, String message, int done, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message, cause);
        this.sort = sort;
        this.done = done;
        this.retryAfter = retryAfter;
    }

    public Sort sort() {
        return sort;
    }

    /** How many of the batch, from its beginning, were acknowledged before. */
    public int done() {
        return done;
    }

    /** How long the receiver wants to be left alone; null when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** What was said, never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The same, after so many were acknowledged. */
    public DeliveryException after(int acknowledged) {
        return new DeliveryException(sort, reason(), acknowledged, retryAfter, getCause());
    }

    static DeliveryException unavailable(String what, Exception cause) {
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof java.net.UnknownHostException && !(cause instanceof RefusedAddressException)) {
            detail = "the name is not known";
        }
        boolean trust = cause instanceof javax.net.ssl.SSLHandshakeException
                || cause instanceof javax.net.ssl.SSLPeerUnverifiedException;
        return new DeliveryException(
                trust || cause instanceof RefusedAddressException ? Sort.MISCONFIGURED : Sort.UNAVAILABLE,
                what + ": " + detail,
                cause);
    }
}
