package io.elevenfold.forwarding.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fluenda.parcefone.event.CommonEvent;
import com.fluenda.parcefone.parser.CEFParser;
import jakarta.validation.Validator;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever stands in a field, a reader finds that field, that text, and no other fields. */
class HostileTextTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(
            value = Format.Name.class,
            names = {"JSON", "OCSF", "ECS"})
    void aReaderOfJsonFindsTheVeryText(Format.Name name) throws Exception {
        for (String hostile : Corpus.HOSTILE) {
            Outgoing record = Corpus.activity(
                    "shell_exec", Map.of("process.command_line", hostile, "a sender's own " + hostile, hostile));

            JsonNode event = MAPPER.readTree(Format.named(name).write(record));

            String where =
                    switch (name) {
                        case OCSF -> "/process/cmd_line";
                        case ECS -> "/process/command_line";
                        default -> "/process.command_line";
                    };
            // Half a character is no character: JSON carries it, and nobody can ask for more.
            assertThat(event.at(where).textValue()).isEqualTo(hostile);
        }
    }

    @Test
    void anIndependentReaderOfCefFindsTheSameKeys() throws Exception {
        // It only wants to be given something that validates.
        CEFParser parser = new CEFParser((Validator) Proxy.newProxyInstance(
                Validator.class.getClassLoader(), new Class<?>[] {Validator.class}, (proxy, method, args) -> Set.of()));
        for (Outgoing record : Corpus.all()) {
            String line = Format.named(Format.Name.CEF).write(record);
            CommonEvent event = parser.parse(line, false, Locale.ROOT);
            LineReader.Cef ours = LineReader.cef(line);

            assertThat(event)
                    .as(line.substring(0, Math.min(300, line.length())))
                    .isNotNull();
            assertThat(event.getHeader()).containsEntry("deviceVendor", "Elevenfold");
            assertThat(event.getExtension(true).keySet())
                    .isEqualTo(ours.extension().keySet());
        }
    }

    @Test
    void aReaderOfCefFindsTheText() {
        for (String hostile : Corpus.HOSTILE) {
            LineReader.Cef event = LineReader.cef(
                    Format.named(Format.Name.CEF).write(Corpus.activity("file_read", Map.of("file.path", hostile))));

            assertThat(event.extension().get("filePath")).isEqualTo(Text.visible(Text.cut(hostile, 1023), true));
            assertThat(event.extension()).doesNotContainKeys("act", "msg", "reason", "duser");
        }
    }

    @Test
    void aReaderOfLeefFindsTheTextWithWhatItCannotCarryMadeVisible() {
        for (String hostile : Corpus.HOSTILE) {
            Map<String, String> event = LineReader.leef(Format.named(Format.Name.LEEF)
                    .write(Corpus.activity("shell_exec", Map.of("process.command_line", hostile))));

            assertThat(event).containsEntry("efCommand", Text.visible(Text.cut(hostile, 8000), false));
            assertThat(event).containsEntry("sev", "1").doesNotContainKey("usrName");
        }
    }

    /** A field of 64 KB must cost neither the others nor the record. */
    @Test
    void aRecordOfHugeFieldsFitsAfterItWasShortenedAndSaysSo() throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : List.of("process.command_line", "error.message", "file.path", "session.id")) {
            fields.put(name, "é".repeat(65_536));
        }
        Outgoing record = Corpus.activity("shell_exec", fields).bounded(64, 10);

        for (Format.Name name : Format.Name.values()) {
            assertThat(Format.named(name).write(record).length())
                    .as(name.word())
                    .isLessThan(8_192);
        }
        assertThat(MAPPER.readTree(Format.named(Format.Name.OCSF).write(record))
                        .at("/metadata/is_truncated")
                        .asBoolean())
                .isTrue();
    }
}
