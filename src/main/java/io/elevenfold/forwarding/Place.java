package io.elevenfold.forwarding;

import java.util.Comparator;

/**
 * A place in a stream.
 *
 * @param xact for findings and checkpoints, the transaction that wrote the row; 0 in logs, where positions say everything
 */
record Place(int stream, long xact, long position) {

    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::xact).thenComparingLong(Place::position);

    static Place before(int stream) {
        return new Place(stream, 0, -1);
    }

    /** Within one stream. */
    boolean isBehind(Place other) {
        return ORDER.compare(this, other) > 0;
    }
}
