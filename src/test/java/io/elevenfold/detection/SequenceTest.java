package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.correlation.Correlation;
import io.elevenfold.detection.correlation.Correlator;
import io.elevenfold.detection.correlation.WindowsInMemory;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events are written as {@code rule@second}; the answer names the places at which the sequence is whole. */
class SequenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            textBlock =
                    """
                    [a, b]                                | a@0 b@5             | 1
                    [a, b]                                | b@0 a@5             |
                    [a, b]                                | a@0 b@60            |
                    [a, b]                                | a@0 b@59            | 1
                    [a, b]                                | b@5 a@0             | 1
                    [a, b]                                | a@0 b@5 a@6 b@7     | 1 3
                    [a, b]                                | a@0 b@5 a@6         | 1
                    [a, a]                                | a@0                 |
                    [a, a]                                | a@0 a@1             | 1
                    [a, {without: x}, b]                  | a@0 b@5             | 1
                    [a, {without: x}, b]                  | a@0 x@1 b@5         |
                    [a, {without: x}, b]                  | a@0 x@1 a@2 b@5     | 3
                    [a, {without: x}, b]                  | a@0 b@5 x@6         | 1
                    [a, {without: x}, b]                  | a@2 x@1 b@5         | 2
                    [a, {without: x}, b]                  | a@0 b@5 x@1 b@6     | 1
                    [a, {without: [x, y]}, b]             | a@0 y@1 b@5         |
                    [a, {without: x}, {without: y}, b]    | a@0 y@1 b@5         |
                    [a, {without: x}, b, c]               | a@0 b@1 x@2 c@3     | 3
                    [a, b, {without: x}, c]               | a@0 b@1 x@2 c@3     |
                    [a, b, {without: x}, c]               | a@0 x@1 b@2 c@3     | 3
                    [a, b, {without: x}, c]               | a@0 b@1 x@2 b@3 c@4 | 4
                    [{of: a, times: 3}]                          | a@0 a@1 x@2 a@3 a@4                 | 3 4
                    [{of: a, times: 3, without: x}]              | a@0 a@1 x@2 a@3 a@4 a@5             | 5
                    [{of: a, times: 3, without: x}]              | x@0 a@1 a@2 a@3 x@4 a@5             | 3
                    [{of: a, times: 3, without: [x, y]}]         | a@0 y@1 a@2 x@3 a@4 a@5 a@6         | 6
                    [{of: a, times: 3, without: x}]              | a@0 a@2 a@5 x@1                     | 2
                    [{of: a, times: 3, without: x}]              | a@0 x@3 a@2 a@1                     | 3
                    [{of: a, times: 2, without: x}, b]           | a@0 a@1 x@2 b@3                     | 3
                    [b, {without: y}, {of: a, times: 2}]         | b@0 y@1 a@2 a@3 b@4 a@5 a@6         | 6
                    """)
    void stepsAreTakenInOrderAndAbsencesHold(String steps, String events, String wholeAt) {
        Correlation sequence = sequence("{by: u, maxspan: 60s, steps: %s}".formatted(steps));
        Correlator correlator = new Correlator(List.of(sequence));
        WindowsInMemory windows = new WindowsInMemory();
        List<String> places = new ArrayList<>();
        String[] all = events.strip().split(" +");
        for (int i = 0; i < all.length; i++) {
            String rule = all[i].substring(0, 1);
            long time = Long.parseLong(all[i].substring(2)) * 1000;
            List<Contribution> contributions = correlator.contributions(List.of(rule), "", field -> "u1");
            if (!correlator
                    .feed(windows, List.of(rule), contributions, time, null, Integer.toString(i))
                    .isEmpty()) {
                places.add(Integer.toString(i));
            }
        }
        assertThat(String.join(" ", places)).isEqualTo(wholeAt == null ? "" : wholeAt);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {by: u, maxspan: 1m, steps: [a]}                        | 2 to 16 steps
                    {by: u, maxspan: 1m, steps: [{without: x}, a, b]}       | starts with a step
                    {by: u, maxspan: 1m, steps: [a, b, {without: x}]}       | ends with a step
                    {by: u, maxspan: 1m, steps: [a, {with: x}, b]}          | with
                    {by: u, maxspan: 1m, steps: [a, missing]}               | there is no rule 'missing'
                    {by: u, steps: [a, b]}                                  | maxspan
                    {maxspan: 1m, steps: [a, b]}                            | by
                    {by: u, maxspan: 1M, steps: [a, b]}                     | time span
                    {by: u, maxspan: 1m, steps: [a, b], until: x}           | until
                    {by: u, maxspan: 1m, steps: [{of: a, times: 1}, b]}     | from 2 to 100
                    {by: u, maxspan: 1m, steps: [{of: a, times: 101}]}      | from 2 to 100
                    {by: u, maxspan: 1m, steps: [{of: a, times: 99}, b, b]} | 100 with what is repeated
                    {by: u, maxspan: 1m, steps: [{of: missing, times: 2}]}  | there is no rule 'missing'
                    """)
    void whatIsNoSequenceIsRefusedWithTheReason(String yaml, String reason) {
        assertThatThrownBy(() -> sequence(yaml))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aCorrelationCannotCallItselfASequence() {
        assertThatThrownBy(() -> Correlation.read(
                        "s",
                        ContentNode.parse("s.yml", "correlation: {type: sequence, rules: [a], timespan: 1m}")
                                .get(0),
                        name -> name))
                .hasMessageContaining("unknown type");
    }

    @Test
    void shippedSequencesKeepToTheSchema() throws IOException {
        List<ContentNode> sequences = ContentFiles.documentsBelow(RuleCatalog.FOLDER).stream()
                .filter(document -> document.entries().containsKey("sequence"))
                .toList();
        assertThat(sequences).hasSizeGreaterThanOrEqualTo(3);
        ObjectMapper mapper = new ObjectMapper();
        for (ContentNode sequence : sequences) {
            assertThat(RuleSchema.named("sequence").validate(RuleSchema.json(sequence)))
                    .as(sequence.file())
                    .isEmpty();
        }
        assertThat(RuleSchema.named("sequence")
                        .validate(mapper.readTree("{\"title\":\"x\",\"sequence\":{\"steps\":[1]}}")))
                .isNotEmpty();
    }

    private static Correlation sequence(String yaml) {
        return Correlation.readSequence(
                "s",
                ContentNode.parse("s.yml", "sequence: " + yaml).get(0),
                name -> name.equals("missing") ? null : name);
    }
}
