package io.elevenfold.forwarding;

import java.time.Instant;
import java.util.List;

/** How one kind of stream is read. */
interface Source {

    /** Records behind a place, in order, at most so many. */
    List<Placed> after(Place place, int most);

    /** The last place that can be read; before the first one when there is nothing. */
    Place end(int stream);

    /** The place before everything that was recorded at or after a time. */
    Place before(int stream, Instant time);

    /** The place before the latest so many. */
    Place beforeLatest(int stream, int many);

    /** How many follow a place. */
    long lag(Place place);
}
