package io.elevenfold.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The parameter {@code as_of}: what was known at a moment. */
public final class AsOf {

    private AsOf() {}

    /**
     * A moment (ISO 8601 with offset), or a date, which means its end in UTC.
     *
     * @return null for now
     * @throws ProblemException when it is neither
     */
    public static @Nullable Instant parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid("as_of: a date (2026-03-31) or a moment (2026-03-31T12:00:00Z) is expected");
        }
    }
}
