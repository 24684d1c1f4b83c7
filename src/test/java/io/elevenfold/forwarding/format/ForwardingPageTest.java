package io.elevenfold.forwarding.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/forwarding.md and the mappings say the same. */
class ForwardingPageTest {

    @ParameterizedTest
    @ValueSource(strings = {"ocsf", "ecs", "cef", "leef"})
    void thePageHasEveryFieldOfEveryMapping(String format) throws IOException {
        String page = Files.readString(Path.of("docs", "forwarding.md"));
        List<String> missing = new ArrayList<>();
        for (Mapping.EventClass each : Mapping.read(format + ".yaml").classes()) {
            for (FieldRule rule : each.rules()) {
                String line = page.lines()
                        .filter(candidate -> candidate.startsWith("| `" + rule.target() + "` |")
                                && rule.sources().stream().allMatch(source -> candidate.contains("`" + source + "`")))
                        .findFirst()
                        .orElse("");
                if (line.isEmpty()) {
                    missing.add(each.name() + ": " + rule.target());
                }
            }
        }

        assertThat(missing).isEmpty();
    }
}
