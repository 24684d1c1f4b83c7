package io.elevenfold.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page ends: the sort values of its last item, opaque to the caller. */
public final class Cursor {

    /** Most items of one page. */
    public static final int MAX_LIMIT = 1000;

    private static final String SEPARATOR = "\n";

    private Cursor() {}

    public static String of(Object... values) {
        StringBuilder text = new StringBuilder();
        for (Object value : values) {
            text.append(value).append(SEPARATOR);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The values that {@link #of} was given; empty for the first page.
     *
     * @throws ProblemException when the cursor was not made by this service
     */
    public static List<String> values(@Nullable String cursor, int count) {
        if (cursor == null || cursor.isEmpty()) {
            return List.of();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> values = List.of(text.split(SEPARATOR, -1));
            if (values.size() == count + 1) {
                return values.subList(0, count);
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "after: expected what an earlier answer gave as next");
        }
        throw ProblemException.invalid("after: expected what an earlier answer gave as next");
    }

    /**
     * A page size within bounds.
     *
     * @throws ProblemException when it is not within 1 to 1000
     */
    public static int limit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid("limit: a number from 1 to %d is expected".formatted(MAX_LIMIT));
        }
        return limit;
    }
}
