package io.elevenfold.detection.sigma;

/** How grave a hit is, in Sigma's words and from the least to the gravest. */
public enum Level {
    /** Enriches the event; nobody is called. Also what a rule without a level gets. */
    INFORMATIONAL,
    /** Notable, rarely an incident. */
    LOW,
    /** To be looked at regularly. */
    MEDIUM,
    /** To be looked at promptly. */
    HIGH,
    /** An incident, with a probability that borders on certainty. */
    CRITICAL
}
