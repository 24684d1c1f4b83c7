package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas say what the documents are; a document of each kind that is wrong is told from those that are right. */
class RuleSchemaTest {

    @Test
    void everyShippedDocumentKeepsToTheSchemaOfItsKind() throws IOException {
        Map<String, JsonSchema> schemas = new HashMap<>();
        for (ContentNode document : ContentFiles.documentsBelow(RuleCatalog.FOLDER)) {
            String kind = kindOf(document);
            if (!schemas.containsKey(kind)) {
                schemas.put(kind, RuleSchema.named(kind));
            }

            assertThat(schemas.get(kind).validate(RuleSchema.json(document)))
                    .as(document.file())
                    .isEmpty();
        }
        assertThat(schemas.keySet())
                .containsExactlyInAnyOrder("rule", "correlation", "sequence", "baseline", "contradiction");
    }

    private static String kindOf(ContentNode document) {
        for (String key : List.of("correlation", "sequence", "baseline")) {
            if (document.entries().containsKey(key)) {
                return key;
            }
        }
        return document.entries().containsKey("declared") ? "contradiction" : "rule";
    }

    @ParameterizedTest
    @CsvSource({"placeholders", "log-sources"})
    void theTablesKeepToTheirSchemas(String name) throws IOException {
        ContentNode document = ContentFiles.document("frameworks/sigma/" + name + ".yml");

        assertThat(RuleSchema.at("frameworks/sigma/" + name + ".schema.json").validate(RuleSchema.json(document)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rule          | detection: {sel: {a: {b: c}}, condition: sel}
                    rule          | detection: {condition: sel}
                    correlation   | correlation: {type: near, rules: [a], timespan: 1h}
                    correlation   | correlation: {type: temporal, rules: [a], timespan: 1M}
                    contradiction | declared: 'true'
                    """)
    void aDocumentThatIsWrongIsTold(String kind, String part) throws IOException {
        String yaml =
                """
                title: x
                id: 0e1d7f1c-16e3-4f6d-8a53-0d43a2d1c003
                description: x
                author: x
                date: 2026-11-30
                tags: [x]
                falsepositives: [x]
                level: low
                guide: x
                logsource: {product: coding_agent}
                tests:
                  - {name: a, event: {event.action: x}, events: [{}], report: {}, expect: match}
                  - {name: b, event: {event.action: x}, events: [{}], report: {}, expect: match}
                """;
        ContentNode document = ContentNode.parse("x", yaml + part + "\n").get(0);

        assertThat(RuleSchema.named(kind).validate(RuleSchema.json(document))).anyMatch(message -> message.toString()
                .contains(part.startsWith("declared") ? "observed" : part.substring(0, part.indexOf(':'))));
    }
}
