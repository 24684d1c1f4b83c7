package io.elevenfold.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.elevenfold.detection.Ndjson;
import io.elevenfold.detection.RuleEvaluation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One rule, one event, and what the specification says about them. */
class SigmaEdgeCasesTest {

    static Stream<JsonNode> cases() {
        return Stream.of("edge", "own")
                .flatMap(name -> Ndjson.lines("/detection/sigma_%s_cases.ndjson".formatted(name)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyEdgeCaseIsDecidedAsTheSpecificationSays(JsonNode edge) {
        Map<String, Object> event = Ndjson.map(edge.get("event"));

        RuleEvaluation.Result result = RuleEvaluation.evaluate(edge.get("rule").asText(), List.of(event));

        String expected = edge.get("expected").asText();
        assertThat(outcome(result))
                .as("%s: %s"
                        .formatted(edge.get("id").asText(), edge.get("topic").asText()))
                .isEqualTo(expected);
    }

    private static String outcome(RuleEvaluation.Result result) {
        if (!result.refused().isEmpty()) {
            return "refuse";
        }
        return String.valueOf(!result.matches().isEmpty());
    }
}
