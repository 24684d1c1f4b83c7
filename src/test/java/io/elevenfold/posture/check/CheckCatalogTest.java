package io.elevenfold.posture.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.finding.Severity;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCatalogTest {

    private static final String GOOD =
            """
            id: APC-01-99
            title: A test
            severity: low
            subject: agent
            os: [linux]
            contexts: [workstation]
            controls: [L01-01]
            fields: [context.kind]
            applies_when: "true"
            unknown_when: a.version == null
            pass_when: verGte(a.version, '1.0')
            expected: Something
            observe: [a.version]
            why: Because
            remediation: Do
            fix:
              - label: A
                language: text
                text: B
            fixtures:
              - name: n
                base: b
                set: { /sequence: 1 }
                expect: pass
            """;

    @Test
    void aCheckIsReadAsItIsWritten() {
        Check check = CheckCatalog.of(ContentNode.parse("a.yaml", GOOD))
                .find("APC-01-99")
                .orElseThrow();

        assertThat(check.layer()).isEqualTo(1);
        assertThat(check.severity()).isEqualTo(Severity.LOW);
        assertThat(check.passWhen()).hasToString("verGte(a.version, '1.0')");
        assertThat(check.fixes()).containsExactly(new Fix("A", "text", "B"));
        assertThat(check.fixtures().get(0).set()).containsEntry("/sequence", 1L);
        assertThat(check.location()).isEqualTo("a.yaml:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "severity: low|severity: hihg|a.yaml:3: unknown severity 'hihg', one of critical, high, medium, low, info",
                "subject: agent|subject: robot|a.yaml:4: unknown subject 'robot', one of report, agent, mcp_server,"
                        + " extension, credential, repo",
                "os: [linux]|os: [beos]|a.yaml:5: unknown os 'beos', one of linux, macos, windows",
                "contexts: [workstation]|contexts: [desk]|a.yaml:6: unknown contexts 'desk', one of ci-runner,"
                        + " cloud-agent, codespaces, container, devcontainer, vm, workstation, wsl",
                "controls: [L01-01]|controls: [L12-01]|a.yaml:7: expected a control such as L05-01, found 'L12-01'",
                "controls: [L01-01]|controls: []|a.yaml:7: 'controls' needs at least one entry",
                "id: APC-01-99|id: APC-1-99|a.yaml:1: expected an id such as APC-05-01, found 'APC-1-99'",
                "why: Because|wy: Because|a.yaml:14: unknown key 'wy', one of id, title, severity, subject, agents, os,"
                        + " contexts, controls, fields, applies_when, unknown_when, pass_when, expected, observe, why,"
                        + " remediation, fix, references, fixtures",
                "    language: text|    langage: text|a.yaml:18: unknown key 'langage', one of label, language, text",
                "    expect: pass|    expect: yes|a.yaml:24: unknown resultstate 'yes', one of pass, fail,"
                        + " not_applicable, error, not_checked, excepted, pending",
                "a.version == null|a.version ==|a.yaml:10: not valid CEL at column 13: mismatched input '<EOF>'",
                "verGte(a.version, '1.0')|verGte(b.version, '1.0')|a.yaml:11: not valid CEL at column 8: undeclared"
                        + " reference to 'b' (in container '')",
                "verGte(a.version, '1.0')|size(a.version)|a.yaml:11: gives int, true or false expected: size(a.version)",
            })
    void aBrokenFileIsRefusedWithFileLineAndReason(String good, String bad, String message) {
        assertThat(GOOD).contains(good);

        assertThatThrownBy(() -> CheckCatalog.of(ContentNode.parse("a.yaml", GOOD.replace(good, bad))))
                .isInstanceOf(ContentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aMissingKeyIsNamed() {
        assertThatThrownBy(
                        () -> CheckCatalog.of(ContentNode.parse("a.yaml", GOOD.replace("expected: Something\n", ""))))
                .isInstanceOf(ContentException.class)
                .hasMessage("a.yaml:1: the key 'expected' is missing");
    }

    @Test
    void anIdStandsOnce() {
        List<ContentNode> twice = ContentNode.parse("a.yaml", GOOD + "---\n" + GOOD);

        assertThatThrownBy(() -> CheckCatalog.of(twice))
                .isInstanceOf(ContentException.class)
                .hasMessage("a.yaml:26: the id APC-01-99 already stands at a.yaml:1");
    }

    @Test
    void theSubjectIsTheOnlyOneThatHasAName() {
        assertThatThrownBy(() -> CheckCatalog.of(
                        ContentNode.parse("a.yaml", GOOD.replace("a.version == null", "m.name == null"))))
                .hasMessageContaining("undeclared reference to 'm'");
    }

    @ParameterizedTest
    @CsvSource({
        "2.1.260, 2.1.260, true",
        "2.1.261, 2.1.260, true",
        "2.1.9, 2.1.260, false",
        "2.2, 2.1.260, true",
        "2.1, 2.1.0, true",
        "2, 2.0.1, false",
        "v1.0.43, 1.0.43, true",
        "1.0.43-beta.1, 1.0.43, false",
        "1.0.43-rc1, 1.0.43, false",
        "1.0.44-rc.1, 1.0.43, true",
        "2025.09.17-25b418f, 2025.9.17, true",
        "2025.09.16-25b418f, 2025.9.17, false",
        "1.136.2+abc, 1.136.2, true",
        "99999999999999999999999, 1, true",
        "latest, 1.0, false",
        "1.0, latest, false",
    })
    void versionsAreComparedByTheirNumbers(String version, String floor, boolean isAtLeast) {
        assertThat(Versions.isAtLeast(version, floor)).isEqualTo(isAtLeast);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "v", "-", "1..2", "1.", "\u0000", "１.２", "1.2.3.4.5.6.7.8.9.10.11"})
    void noTextMakesAComparisonThrow(String version) {
        assertThat(Versions.isAtLeast(version, "9999999")).isFalse();
        assertThat(Versions.isAtLeast("0", version)).isIn(true, false);
        assertThat(Versions.isAtLeast(null, 3L)).isFalse();
    }
}
