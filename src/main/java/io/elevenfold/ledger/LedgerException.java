package io.elevenfold.ledger;

/** The ledger is not as it must be: damaged, or moved by somebody else. Nothing was appended. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
