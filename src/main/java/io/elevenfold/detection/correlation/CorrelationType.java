package io.elevenfold.detection.correlation;

/** How hits are joined; the names are Sigma's, in lower case. */
public enum CorrelationType {
    EVENT_COUNT,
    VALUE_COUNT,
    VALUE_SUM,
    VALUE_AVG,
    VALUE_PERCENTILE,
    /** pySigma's addition to the specification's list. */
    VALUE_MEDIAN,
    TEMPORAL,
    TEMPORAL_ORDERED,
    /** Ours, of a {@code sequence} document. */
    SEQUENCE;

    boolean isTemporal() {
        return this == TEMPORAL || this == TEMPORAL_ORDERED;
    }

    /** Whether it matters which of the rules an event hit; else an event is one, however many rules hold for it. */
    boolean tellsRulesApart() {
        return isTemporal() || this == SEQUENCE;
    }

    /** Whether figures of older hits stand for the hits. */
    boolean addsUp() {
        return this == EVENT_COUNT || this == VALUE_SUM || this == VALUE_AVG;
    }

    boolean needsField() {
        return !isTemporal() && this != EVENT_COUNT && this != SEQUENCE;
    }
}
