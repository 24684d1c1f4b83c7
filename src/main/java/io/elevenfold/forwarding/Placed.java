package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Outgoing;

/**
 * A record and its place.
 *
 * @param sample whether it belongs to the sample organisation
 */
record Placed(Place place, Outgoing record, boolean sample) {}
