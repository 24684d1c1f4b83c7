package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.activity.Activity;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineRuleTest {

    private static final String FOLDER = "frameworks/rules/baselines";

    static List<BaselineRule> shipped() {
        return RuleCatalog.load().baselines().all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void eachSeesWhatItsExamplesSay(BaselineRule baseline) {
        assertThat(baseline.points()).isNotEmpty();
        assertThat(baseline.type() == BaselineRule.Type.NEW_TERMS)
                .isEqualTo(!baseline.examples().isEmpty());
        for (BaselineRule.Example example : baseline.examples()) {
            Set<String> known = new LinkedHashSet<>();
            example.known().forEach(event -> known.addAll(baseline.termsOf(ActivityReading.of(event))));
            Set<String> now = baseline.termsOf(ActivityReading.of(example.event()));

            assertThat(now).as(example.name()).isNotEmpty();
            assertThat(known.containsAll(now)).as(example.name()).isNotEqualTo(example.expectMatch());
        }
    }

    @Test
    void theyKeepToTheirSchema() throws IOException {
        List<ContentNode> documents = ContentFiles.documentsBelow(FOLDER);
        assertThat(documents).hasSizeGreaterThan(10);
        for (ContentNode document : documents) {
            assertThat(RuleSchema.named("baseline").validate(RuleSchema.json(document)))
                    .as(document.file())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: new_terms | type: oldterms | unknown type",
                "[url.domain, server.address, command.hosts] | [url.domian] | unknown field 'url.domian'",
                "history: 90d | history: soon | expected a time span",
                "history: 90d | history: 91d | a time span of 1 to 90 days is expected",
                "decay: 14d | decay: 0d | a time span of 1 to 90 days is expected",
                "risk: {person: 5, | risk: {person: 0, | expected a number from 1 to 100",
                "[url.domain, server.address, command.hosts] | [] | expected fields",
                "risk: {person: 5, | risk: {nobody: 5, | unknown key 'nobody'",
                "history: 90d | span: 90d | unknown key 'span'"
            })
    void aDocumentThatIsWrongIsRefusedWithTheReason(String right, String wrong, String reason) {
        String text = ContentFiles.textsBelow(FOLDER).get(FOLDER + "/new_host.yml");
        assertThat(text).contains(right);
        List<ContentNode> documents = ContentNode.parse("new_host.yml", text.replace(right, wrong));

        assertThatThrownBy(() -> Baselines.read(documents))
                .isInstanceOf(ContentException.class)
                .hasMessageStartingWith("new_host.yml:")
                .hasMessageContaining(reason);
    }

    @Test
    void termsAreBounded() {
        BaselineRule hosts = shipped().stream()
                .filter(each -> each.rule().title().startsWith("Host never"))
                .findFirst()
                .orElseThrow();
        StringBuilder command = new StringBuilder("curl");
        for (int i = 0; i < 100; i++) {
            command.append(" https://").append("h".repeat(400)).append(i).append(".example/");
        }
        Activity event = Activity.builder()
                .set("event.action", "shell_exec")
                .set("process.command_line", command.toString())
                .build();

        assertThat(hosts.termsOf(ActivityReading.of(event)))
                .hasSizeLessThanOrEqualTo(20)
                .allMatch(term -> term.length() <= 300);
    }
}
