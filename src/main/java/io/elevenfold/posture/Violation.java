package io.elevenfold.posture;

/**
 * One thing that is wrong with a report.
 *
 * @param pointer JSON Pointer (RFC 6901) to the place, empty for the whole document; names in it are cut and redacted
 * @param reason what would be right; never repeats a secret or more than a few words of the report
 */
public record Violation(String pointer, String reason) {}
