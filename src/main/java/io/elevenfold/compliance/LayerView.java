package io.elevenfold.compliance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A layer and where it stands. Rule findings stand beside the score: they have no population to be a share of.
 *
 * @param score share of the weight of the layer's results that pass, 0 to 1; null when nothing was assessed
 * @param basis what the score rests on, or why there is none
 * @param target the score from which on the layer is where it should be
 * @param belowTarget null when there is no score
 * @param results of the layer's checks
 * @param openFindings of the layer
 * @param controls how many of the layer's controls stand where
 * @param worstControl what needs work most; null when no control is known to
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LayerView(
        int number,
        String name,
        String summary,
        @Nullable Double score,
        Basis basis,
        double target,
        @Nullable Boolean belowTarget,
        Coverage coverage,
        ResultCounts results,
        SeverityCounts openFindings,
        ControlCounts controls,
        @Nullable WorstControl worstControl,
        Trend trend) {

    /** Nothing good was found, nothing was found, and nothing was looked at are three different things. */
    public enum Basis {
        /** Results that could be assessed. */
        ASSESSED,
        /** There was nothing that the checks could speak about. */
        NOT_APPLICABLE,
        /** Endpoints are enrolled, and none has told anything that could be assessed. */
        NOT_REPORTED,
        /** No endpoint is enrolled, or the layer has no check. */
        NO_DATA;

        /** The word in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param severity the gravest of what speaks against it; null when that has no weight */
    public record WorstControl(String id, String title, ControlStatus status, @Nullable String severity) {}

    /** Scores before; null where there was none at that time. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Trend(@Nullable Double sevenDaysAgo, @Nullable Double thirtyDaysAgo) {}
}
