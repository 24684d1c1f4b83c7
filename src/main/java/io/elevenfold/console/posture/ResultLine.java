package io.elevenfold.console.posture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.elevenfold.console.Wording;
import io.elevenfold.posture.CheckResultView;
import io.elevenfold.posture.check.Check;
import io.elevenfold.posture.check.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A check's result as a page tells it.
 *
 * @param anchor where the line stands on the page, unique there
 * @param title of the check; its id where the check is no longer shipped
 * @param severity of the check; null where the check is no longer shipped
 * @param subject empty when the check speaks of the whole endpoint
 * @param source null when the report did not tell
 * @param reason null when the check could be decided
 */
public record ResultLine(
        String anchor,
        String check,
        String title,
        @Nullable String severity,
        String subject,
        String state,
        String expected,
        List<Observation> observed,
        @Nullable String source,
        @Nullable String reason,
        String why,
        String remediation,
        List<Fix> fixes,
        Instant since) {

    private static final int LONGEST_VALUE = 1000;
    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    public ResultLine {
        observed = List.copyOf(observed);
        fixes = List.copyOf(fixes);
    }

    static ResultLine of(CheckResultView result, @Nullable Check check) {
        return new ResultLine(
                result.check() + "-" + Integer.toHexString(result.subject().hashCode()),
                result.check(),
                check == null ? result.check() : check.title(),
                check == null ? null : check.severity().name().toLowerCase(Locale.ROOT),
                result.subject(),
                result.state(),
                result.expected(),
                observations(result.observed()),
                result.source(),
                result.reason(),
                check == null ? "" : check.why(),
                check == null ? "" : check.remediation(),
                check == null ? List.of() : check.fixes(),
                result.validFrom());
    }

    /** Whether somebody has to do something, or to find out why nothing is known. */
    public boolean asksForWork() {
        return state.equals("fail") || state.equals("error") || state.equals("excepted");
    }

    public boolean isFailing() {
        return state.equals("fail");
    }

    static List<Observation> observations(String json) {
        List<Observation> observations = new ArrayList<>();
        try {
            JsonNode observed = JSON.readTree(json);
            observed.fields()
                    .forEachRemaining(
                            field -> observations.add(new Observation(field.getKey(), value(field.getValue()))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds valid JSON only", e);
        }
        return observations;
    }

    private static String value(JsonNode value) {
        if (value.isNull()) {
            return "not reported";
        }
        return Wording.most(value.isTextual() ? value.textValue() : value.toString(), LONGEST_VALUE);
    }

    /** What an expression of the check was on the endpoint. */
    public record Observation(String expression, String value) {}
}
