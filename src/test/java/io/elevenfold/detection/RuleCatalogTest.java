package io.elevenfold.detection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCatalogTest {

    private static final String FILE = "frameworks/rules/L05-secrets-management/x.yml";
    private static final String RULE =
            """
            title: A rule
            id: 11111111-1111-4111-8111-111111111111
            description: What it finds
            references: [https://attack.mitre.org/techniques/T1552/]
            author: Elevenfold
            date: 2026-11-23
            tags: [attack.t1552, elevenfold.layer.5, elevenfold.control.l05-01]
            unmapped: {atlas: none fits}
            logsource: {product: coding_agent, category: shell_exec}
            detection:
              sel: {process.command_line|contains: secret}
              condition: sel
            falsepositives: [none known]
            level: high
            guide: Look.
            tests:
              - {name: yes, event: {event.action: shell_exec, process.command_line: a secret}, expect: match}
              - {name: no, event: {event.action: shell_exec, process.command_line: ls}, expect: no_match}
            """;

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
            process.command_line|contains => proces.command_line|contains => :11: unknown field 'proces.command_line'
            level: high                   => level: hihg                  => :14: unknown level 'hihg'
            elevenfold.layer.5            => elevenfold.layer.6           => a control of that layer
            attack.t1552                  => attack.1552                  => unknown tag 'attack.1552'
            guide: Look.                  => severity: 5                  => unknown key 'severity'
            expect: match                 => expect: no_match             => at least one test that matches
            category: shell_exec          => category: shell              => unknown category 'shell'
            date: 2026-11-23              => date: soon                   => expected a date
            {atlas: none fits}            => {}                           => the reason under 'unmapped.atlas'
            attack.t1552,                 => attack.persistence,          => the reason under 'unmapped.attack'
            {atlas: none fits}            => {atlas: x, attack: y}        => either a tag
            [https:                       => [http:                       => begins with https://
            references: [https            => references: [] #             => is empty
            """)
    void aFileThatIsWrongIsRefusedWithItsPlaceAndAReason(String right, String wrong, String reason) {
        UnaryOperator<String> change = text -> text.replace(right, wrong);

        assertThatThrownBy(() -> RuleCatalog.of(ContentNode.parse(FILE, change.apply(RULE))))
                .isInstanceOf(ContentException.class)
                .hasMessageStartingWith(FILE)
                .hasMessageContaining(reason);
    }

    @Test
    void noTwoRulesHaveTheSameId() {
        List<ContentNode> documents = new ArrayList<>(ContentNode.parse(FILE, RULE + "---\n" + RULE));
        documents.addAll(ContentFiles.documentsBelow(RuleCatalog.FOLDER + "/baselines"));

        assertThatThrownBy(() -> RuleCatalog.of(documents))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("two rules have the id");
    }
}
