package io.elevenfold.ingest.otlp;

/**
 * How much of one request is read. What goes beyond is cut and named in {@code activity.truncated}, never refused: an
 * attacker must not be able to hide a record by making it large.
 *
 * @param maxAttributes attributes kept of one record, and of one resource
 * @param maxValueLength characters kept of one text
 * @param maxDepth levels of lists and maps kept inside one attribute
 * @param maxElements list and map elements kept of one record, all its attributes and levels together
 * @param maxRecords records (log records, spans, span events, metric points) read of one request; the rest are counted
 *     as rejected
 */
public record DecodeLimits(int maxAttributes, int maxValueLength, int maxDepth, int maxElements, int maxRecords) {

    public DecodeLimits {
        if (maxAttributes < 1 || maxValueLength < 1 || maxDepth < 1 || maxElements < 1 || maxRecords < 1) {
            throw new IllegalArgumentException("a limit below 1 would read nothing: " + maxAttributes + ", "
                    + maxValueLength + ", " + maxDepth + ", " + maxElements + ", " + maxRecords);
        }
    }

    /** 256 attributes, 64 Ki characters, 20 levels, 4,096 elements, 50,000 records. */
    public static DecodeLimits defaults() {
        return new DecodeLimits(256, 64 * 1024, 20, 4096, 50_000);
    }

    /** The text, or as much of it as is kept; never ends in half a surrogate pair. */
    public String cut(String text) {
        if (text.length() <= maxValueLength) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maxValueLength - 1)) ? maxValueLength - 1 : maxValueLength;
        return text.substring(0, end);
    }
}
