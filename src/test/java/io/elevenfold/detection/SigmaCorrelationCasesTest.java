package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, timed events, and the places at which a correlation over them holds. */
class SigmaCorrelationCasesTest {

    private static final Instant BEGINNING = Instant.parse("2026-11-30T10:00:00Z");

    static Stream<JsonNode> cases() {
        return Stream.of("", "own_")
                .flatMap(name -> Ndjson.lines("/detection/sigma_%scorrelation_cases.ndjson".formatted(name)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyCaseIsDecidedAsExpected(JsonNode scenario) {
        List<Map<String, Object>> events = new ArrayList<>();
        scenario.get("events").forEach(event -> {
            Map<String, Object> timed = Ndjson.map(event);
            timed.put(
                    "@timestamp", BEGINNING.plusSeconds(event.get("t").asLong()).toString());
            events.add(timed);
        });

        RuleEvaluation.Result result =
                RuleEvaluation.evaluate(scenario.get("rules").asText(), events);

        assertThat(outcome(result, scenario.get("correlation").asText()))
                .as(scenario.get("topic").asText())
                .isEqualTo(
                        scenario.get("fires_at").isArray()
                                ? scenario.get("fires_at").toString()
                                : "refuse");
    }

    /** Each rule's id ends with a digit of its own; the scenarios name rules by a letter. */
    private static String outcome(RuleEvaluation.Result result, String name) {
        String id = Map.of("l", "1", "s", "2", "t", "3", "c", "4", "m", "5").get(name);
        if (result.refused().stream().anyMatch(refusal -> refusal.rule().endsWith("" + id))) {
            return "refuse";
        }
        return result.matches().stream()
                .filter(hits -> hits.rule().endsWith("" + id))
                .map(hits -> hits.events().toString().replace(" ", ""))
                .findFirst()
                .orElse("[]");
    }
}
