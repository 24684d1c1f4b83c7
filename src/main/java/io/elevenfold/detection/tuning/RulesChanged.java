package io.elevenfold.detection.tuning;

/** Fired within the transaction that changes what rules are in force. */
record RulesChanged() {}
