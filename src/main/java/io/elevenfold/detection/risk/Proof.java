package io.elevenfold.detection.risk;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What shows that risk was added rightly.
 *
 * @param reference lane/position of the event
 * @param sessionKey its session; null outside sessions
 * @param normal what is usual; null for a rule's hit, as the next two
 * @param seen what was there instead
 * @param unusual how unusual that is
 * @param from all that the entity did from here …
 * @param to … to there shows it; both null when the event alone does
 * @param factor what was at stake made of the points …
 * @param asset … because of this; null when it was nothing in particular
 */
public record Proof(
        String reference,
        @Nullable UUID sessionKey,
        @Nullable String normal,
        @Nullable String seen,
        @Nullable String unusual,
        @Nullable Instant from,
        @Nullable Instant to,
        @JsonIgnore double factor,
        @JsonIgnore @Nullable String asset) {

    /** What {@link #read} reads. */
    static final String COLUMNS =
            """
            reference, session_key, detail ->> 'baseline.normal' as normal, detail ->> 'baseline.seen' as seen,
            detail ->> 'baseline.unusual' as unusual, detail ->> 'baseline.from' as from_at,
            detail ->> 'baseline.to' as to_at, factor, asset""";

    static Proof of(Addition addition, AssetWeights.Stake stake) {
        Map<String, Object> detail = addition.detail();
        return new Proof(
                addition.origin().reference(),
                addition.origin().sessionKey(),
                text(detail, "normal"),
                text(detail, "seen"),
                text(detail, "unusual"),
                moment(text(detail, "from")),
                moment(text(detail, "to")),
                stake.factor(),
                stake.asset());
    }

    private static @Nullable String text(Map<String, Object> detail, String key) {
        return Objects.toString(detail.get("baseline." + key), null);
    }

    /** A moment as a proof is kept with it. */
    public static @Nullable Instant moment(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    static Proof read(ResultSet row) throws SQLException {
        return new Proof(
                row.getString("reference"),
                row.getObject("session_key", UUID.class),
                row.getString("normal"),
                row.getString("seen"),
                row.getString("unusual"),
                moment(row.getString("from_at")),
                moment(row.getString("to_at")),
                row.getDouble("factor"),
                row.getString("asset"));
    }

    /** For example {@code 2 × because of repository payments}; null when nothing in particular was at stake. */
    @JsonProperty
    public @Nullable String stake() {
        return asset == null
                ? null
                : "%s × because of %s".formatted(BigDecimal.valueOf(factor).stripTrailingZeros(), asset);
    }

    /** Names and values for a finding, which keeps them for longer than we do. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("proof", reference);
        map.put("session", sessionKey);
        map.put("normal", normal);
        map.put("seen", seen);
        map.put("unusual", unusual);
        map.put("from", from);
        map.put("to", to);
        map.put("stake", stake());
        map.values().removeIf(Objects::isNull);
        map.replaceAll((key, value) -> value.toString());
        return map;
    }
}
