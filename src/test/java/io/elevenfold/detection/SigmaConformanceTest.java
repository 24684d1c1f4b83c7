package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules of SigmaHQ on the events that were recorded for them. */
class SigmaConformanceTest {

    private static final List<JsonNode> RULES =
            Ndjson.lines("/detection/sigma_conformance_rules.ndjson").toList();
    private static final String PACK =
            RULES.stream().map(rule -> rule.get("yaml").asText()).collect(Collectors.joining("\n---\n"));

    static Stream<JsonNode> events() {
        return Ndjson.lines("/detection/sigma_conformance_events.ndjson");
    }

    @Test
    void everyPublicRuleIsTaken() {
        RuleEvaluation.Result result = RuleEvaluation.evaluate(PACK, List.of(Map.of()));

        assertThat(result.refused()).isEmpty();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("events")
    void anEventIsMatchedByExactlyTheRulesThatWereRecorded(JsonNode event) {
        RuleEvaluation.Result result = RuleEvaluation.evaluate(PACK, List.of(Ndjson.map(event.get("event"))));

        List<String> expected = StreamSupport.stream(
                        event.get("matches_in_pack").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertThat(result.matches().stream().map(RuleEvaluation.Hits::rule))
                .as(event.get("id").asText())
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
