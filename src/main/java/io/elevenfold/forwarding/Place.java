package io.elevenfold.forwarding;

/**
 * A place in a stream.
 *
 * @param xact for findings, the transaction that noted the passage; 0 in logs, where positions say everything
 */
record Place(int stream, long xact, long position) {

    static Place before(int stream) {
        return new Place(stream, 0, -1);
    }
}
