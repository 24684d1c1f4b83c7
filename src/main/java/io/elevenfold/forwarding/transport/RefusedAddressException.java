package io.elevenfold.forwarding.transport;

import java.net.UnknownHostException;

/** A name leads to an address that no destination may have. */
public final class RefusedAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
        super(message);
    }
}
