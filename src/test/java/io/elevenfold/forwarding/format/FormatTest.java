package io.elevenfold.forwarding.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void everyRecordIsValidOcsf() throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(FormatTest.class.getResourceAsStream("/forwarding/schema/ocsf-1.8.0.schema.json"));
        Set<String> violations = new TreeSet<>();
        Set<Integer> classes = new TreeSet<>();
        for (Outgoing record : Corpus.all()) {
            JsonNode event = MAPPER.readTree(Format.named(Format.Name.OCSF).write(record));
            classes.add(event.get("class_uid").asInt());
            schema.validate(event)
                    .forEach(message -> violations.add(event.get("class_uid") + " " + message.getMessage()));
        }

        assertThat(violations).isEmpty();
        assertThat(classes).containsExactly(1001, 1007, 2003, 2004, 3002, 3004, 4002, 6003);
    }

    @Test
    void theSchemaRefusesWhatIsWrong() throws Exception {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(FormatTest.class.getResourceAsStream("/forwarding/schema/ocsf-1.8.0.schema.json"));
        JsonNode event = MAPPER.readTree(
                Format.named(Format.Name.OCSF).write(Corpus.all().get(0)));
        ((com.fasterxml.jackson.databind.node.ObjectNode) event).put("type_uid", 1);

        assertThat(schema.validate(event)).isNotEmpty();
    }

    @Test
    void everyFieldOfOursIsMappedOrStandsInUnmapped() throws Exception {
        for (Outgoing record : Corpus.all()) {
            JsonNode event = MAPPER.readTree(Format.named(Format.Name.OCSF).write(record));
            Set<String> known = new HashSet<>();
            event.path("unmapped").fieldNames().forEachRemaining(known::add);
            known.addAll(Mapping.read("ocsf.yaml").classOf(record).sources());

            assertThat(known).containsAll(record.fields().keySet());
        }
    }

    @Test
    void ecsHasOnlyFieldsThatAreInEcsOrOurs() throws Exception {
        Map<String, String> known = new HashMap<>();
        Set<String> arrays = new HashSet<>();
        for (String line : lines("ecs-9.4.0-fields.csv")) {
            String[] parts = line.split(",", -1);
            known.put(parts[0], parts[1]);
            if (parts[2].equals("array")) {
                arrays.add(parts[0]);
            }
        }
        Set<String> strangers = new TreeSet<>();
        for (Outgoing record : Corpus.all()) {
            JsonNode event = MAPPER.readTree(Format.named(Format.Name.ECS).write(record));
            leaves("", event).forEach((name, value) -> {
                if (!name.startsWith("elevenfold.") && !known.containsKey(name)) {
                    strangers.add(name);
                } else if (arrays.contains(name) != value.isArray() && !name.startsWith("elevenfold.")) {
                    strangers.add(name + " (array)");
                } else if ("long".equals(known.get(name)) && !value.isIntegralNumber()) {
                    strangers.add(name + " (long)");
                }
            });
        }

        assertThat(strangers).isEmpty();
    }

    @Test
    void cefParsesBackAndKeepsToItsDictionary() {
        Map<String, String> lengths = new HashMap<>();
        for (String line : lines("cef-producer-keys.csv")) {
            String[] parts = line.split(",", -1);
            lengths.put(parts[0], parts[1]);
        }
        for (Outgoing record : Corpus.all()) {
            LineReader.Cef event = LineReader.cef(Format.named(Format.Name.CEF).write(record));

            assertThat(event.header()).hasSize(7).startsWith("CEF:0", "Elevenfold");
            assertThat(Integer.parseInt(event.header().get(6))).isBetween(0, 10);
            assertThat(event.extension()).containsEntry("externalId", record.id());
            event.extension().forEach((key, value) -> {
                assertThat(lengths).containsKey(key);
                if (!lengths.get(key).isEmpty() && value.indexOf('<') < 0) {
                    assertThat(value).hasSizeLessThanOrEqualTo(Integer.parseInt(lengths.get(key)));
                }
            });
        }
    }

    @Test
    void cefCarriesAHostileCommandUnharmed() {
        String command = "a|b \\ c=d\nnext act=allow";

        LineReader.Cef event = LineReader.cef(Format.named(Format.Name.CEF)
                .write(Corpus.activity("shell_exec", Map.of("process.command_line", command))));

        assertThat(event.extension()).containsEntry("msg", command).doesNotContainKey("act");
    }

    @Test
    void leefParsesBackAndKeepsToItsAttributes() {
        Set<String> attributes = new HashSet<>(lines("leef-attributes.txt"));
        for (Outgoing record : Corpus.all()) {
            Map<String, String> values =
                    LineReader.leef(Format.named(Format.Name.LEEF).write(record));
            String eventId = values.remove("header.event_id");

            assertThat(values.keySet()).allMatch(key -> attributes.contains(key) || key.startsWith("ef"));
            assertThat(eventId).isNotEmpty().hasSizeLessThanOrEqualTo(255);
            assertThat(values).containsEntry("efId", record.id());
            assertThat(Integer.parseInt(values.get("sev"))).isBetween(1, 10);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.Name.class)
    void noTextBreaksALine(Format.Name name) {
        for (Outgoing record : Corpus.all()) {
            String line = Format.named(name).write(record);

            assertThat(line.codePoints()
                            .filter(point -> point != '\t')
                            .filter(point -> Character.getType(point) == Character.CONTROL
                                    || Character.getType(point) == Character.FORMAT
                                    || Character.getType(point) == Character.SURROGATE
                                    || Character.getType(point) == Character.LINE_SEPARATOR
                                    || Character.getType(point) == Character.PARAGRAPH_SEPARATOR))
                    .isEmpty();
            assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(line);
        }
    }

    @Test
    void aBoundedRecordSaysThatItWasCut() {
        Outgoing record = Corpus.activity("shell_exec", Map.of("process.command_line", "x".repeat(65_536)));

        Outgoing bounded = record.bounded(1000, 10);

        assertThat(bounded.text("process.command_line")).hasSize(1000).endsWith("…");
        assertThat(bounded.fields()).containsEntry(Outgoing.TRUNCATED, true);
        assertThat(record.bounded(65_536, 100)).isSameAs(record);
    }

    private static List<String> lines(String name) {
        try (var stream = FormatTest.class.getResourceAsStream("/forwarding/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, JsonNode> leaves(String prefix, JsonNode node) {
        Map<String, JsonNode> leaves = new HashMap<>();
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
        node.fields().forEachRemaining(fields::add);
        for (Map.Entry<String, JsonNode> field : fields) {
            String name = prefix + field.getKey();
            if (field.getValue().isObject()) {
                leaves.putAll(leaves(name + ".", field.getValue()));
            } else {
                leaves.put(name, field.getValue());
            }
        }
        return leaves;
    }
}
