package io.elevenfold.posture.check;

/** How bad it is when a check fails. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO
}
