package io.elevenfold.platform;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type a URI reference, {@code /problems/<slug>}
 * @param members extension members
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, @Nullable String detail, @JsonAnyGetter Map<String, Object> members) {

    /** The media type of RFC 9457 §6.1. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemType type, @Nullable String detail) {
        return of(type, detail, Map.of());
    }

    public static Problem of(ProblemType type, @Nullable String detail, Map<String, Object> members) {
        return new Problem("/problems/" + type.slug(), type.title(), type.status(), detail, members);
    }
}
