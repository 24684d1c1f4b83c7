package io.elevenfold.posture;

/**
 * How much a posture report may be. A report that an ordinary endpoint sends has 5 to 16 kB.
 *
 * @param maxBytes of the whole document
 * @param maxDepth of nested objects and arrays
 * @param maxValues objects, arrays and plain values together
 * @param maxItems of any one array
 * @param maxTextLength of any text, in UTF-16 units
 * @param maxNameLength of any property's name
 * @param maxViolations how many complaints are told
 */
public record ReportLimits(
        int maxBytes,
        int maxDepth,
        int maxValues,
        int maxItems,
        int maxTextLength,
        int maxNameLength,
        int maxViolations) {

    /** What the schema allows, and no more: its longest text has 512 characters, its longest array 1000 items. */
    public static final ReportLimits DEFAULT = new ReportLimits(1 << 20, 16, 60_000, 1_000, 2_000, 120, 100);

    public ReportLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxValues < 1 || maxItems < 1 || maxTextLength < 1 || maxNameLength < 1) {
            throw new IllegalArgumentException("a limit below one refuses every report");
        }
        if (maxViolations < 1) {
            throw new IllegalArgumentException("a refusal names at least one reason");
        }
    }
}
