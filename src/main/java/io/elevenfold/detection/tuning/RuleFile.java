package io.elevenfold.detection.tuning;

/** A file of rules as it was handed in. */
public record RuleFile(String name, String text) {}
