package io.elevenfold.compliance;

/**
 * The population that a figure speaks for.
 *
 * @param expected endpoints enrolled
 * @param reporting those of them whose posture report is recent enough
 */
public record Coverage(long expected, long reporting) {}
