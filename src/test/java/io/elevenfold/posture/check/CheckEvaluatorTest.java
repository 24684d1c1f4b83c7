package io.elevenfold.posture.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.elevenfold.platform.content.ContentNode;
import io.elevenfold.platform.secret.SecretScanner;
import io.elevenfold.posture.PostureReport;
import io.elevenfold.posture.PostureReportReader;
import io.elevenfold.posture.ReportLimits;
import io.elevenfold.posture.ResultState;
import io.elevenfold.posture.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckEvaluatorTest {

    private static final CheckCatalog SHIPPED = CheckCatalog.load();
    private static final PostureReportReader READER =
            new PostureReportReader(ReportLimits.DEFAULT, new SecretScanner());

    @Test
    void aResultShowsWhatWasSeenAndWhereItWasSet() {
        CheckResult result = only("APC-06-06", Samples.report(Samples.YOLO), "github-copilot-vscode");

        assertThat(result)
                .isEqualTo(new CheckResult(
                        "APC-06-06",
                        "github-copilot-vscode",
                        ResultState.FAIL,
                        "VS Code does not approve every tool by itself.",
                        Map.of(
                                "a.observed.filter(o, o.key in ['chat.tools.global.autoApprove', 'chat.tools.autoApprove'])"
                                        + ".map(o, o.value)",
                                List.of(true)),
                        "chat.tools.global.autoApprove in ~/AppData/Roaming/Code/User/settings.json"
                                + " (user, the user can write it)",
                        null));
    }

    @Test
    void aValueThatNoSettingExplainsIsNamedByItsPlaceInTheReport() {
        assertThat(only("APC-01-02", Samples.report(Samples.YOLO), "claude-code")
                        .source())
                .isEqualTo("agents[2].runs_as_root");
        assertThat(only("APC-03-06", Samples.report(Samples.YOLO), "").source())
                .isEqualTo("network.tls_verify_disabled");
        assertThat(only("APC-04-10", Samples.report(Samples.YOLO), "acme/storefront")
                        .source())
                .isEqualTo("repos[0].symlinks_out");
        assertThat(only("APC-09-09", Samples.report(Samples.YOLO), "fs (cursor)")
                        .source())
                .isEqualTo("repo:repo-9c8b7a6d5e4f/.cursor/mcp.json (project)");
        assertThat(only("APC-05-05", Samples.report(Samples.YOLO), "ssh-private-key at ~/.ssh/id_rsa")
                        .source())
                .isEqualTo("~/.ssh/id_rsa");
    }

    @Test
    void oneAgentThatACheckIsNotAboutDoesNotHideTheOthers() {
        assertThat(evaluate("APC-06-06", Samples.report(Samples.YOLO)))
                .extracting(CheckResult::subjectKey, CheckResult::state)
                .containsExactly(
                        tuple("cursor", ResultState.NOT_APPLICABLE),
                        tuple("github-copilot-vscode", ResultState.FAIL),
                        tuple("claude-code", ResultState.NOT_APPLICABLE));
    }

    @Test
    void aCheckThatAppliesToNothingHasOneResult() {
        assertThat(evaluate("APC-06-06", Samples.report(Samples.MANAGED)))
                .extracting(CheckResult::subjectKey, CheckResult::state)
                .containsExactly(tuple("", ResultState.NOT_APPLICABLE));
        assertThat(evaluate("APC-05-01", Samples.report(Samples.MANAGED)))
                .extracting(CheckResult::subjectKey, CheckResult::state)
                .containsExactly(tuple("", ResultState.NOT_APPLICABLE));
    }

    @Test
    void nothingFoundWhereNobodyLookedIsNotChecked() {
        ObjectNode notLooked = Samples.with(Samples.report(Samples.MANAGED), "/collector/areas", List.of("agents"));
        ObjectNode notLetIn = Samples.with(
                Samples.report(Samples.MANAGED),
                "/collector/errors/-",
                Map.of("area", "credentials", "code", "EACCES", "count", 1));

        assertThat(evaluate("APC-05-01", notLooked))
                .extracting(CheckResult::state, CheckResult::reason)
                .containsExactly(tuple(ResultState.NOT_CHECKED, "the collector did not look at credentials"));
        assertThat(evaluate("APC-05-01", notLetIn))
                .extracting(CheckResult::state, CheckResult::reason)
                .containsExactly(tuple(ResultState.NOT_CHECKED, "the collector could not read all credentials"));
    }

    @Test
    void anAgentWithoutEffectiveSettingsIsNotChecked() {
        ObjectNode report = Samples.report(Samples.MANAGED);
        ((ObjectNode) report.at("/agents/0")).remove("effective");

        assertThat(new CheckEvaluator(SHIPPED).evaluate(read(report), OrgPolicy.shipped()))
                .noneMatch(result -> result.state() == ResultState.ERROR)
                .filteredOn(result -> result.checkId().equals("APC-06-01"))
                .extracting(CheckResult::state, CheckResult::reason)
                .containsExactly(tuple(
                        ResultState.NOT_CHECKED,
                        "the report does not say which settings are in effect for this agent"));
    }

    @Test
    void anExpressionThatCannotBeEvaluatedIsAnErrorAndNoException() {
        CheckCatalog catalog = catalog("r.agents[7].version == '1'", "false", "true", "r.context.kind");

        assertThat(new CheckEvaluator(catalog).evaluate(read(Samples.report(Samples.MANAGED)), Map.of()))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.state()).isEqualTo(ResultState.ERROR);
                    assertThat(result.reason()).startsWith("'r.agents[7].version == '1'': ");
                    assertThat(result.reason().length()).isLessThanOrEqualTo(200);
                });
    }

    @Test
    void everyExpressionOfACheckMayBeTheOneThatFails() {
        String broken = "r.no_such_thing == 1";

        assertThat(List.of(
                        catalog(broken, "false", "true", "1"),
                        catalog("true", broken, "true", "1"),
                        catalog("true", "false", broken, "1"),
                        catalog("true", "false", "r.context.kind", "1"),
                        catalog("true", "false", "true", "r.no_such_thing")))
                .allSatisfy(catalog -> assertThat(
                                new CheckEvaluator(catalog).evaluate(read(Samples.report(Samples.MANAGED)), Map.of()))
                        .extracting(CheckResult::state)
                        .containsExactly(ResultState.ERROR));
    }

    @Test
    void aMissingOrganisationPolicyIsAnErrorOfThoseChecksOnly() {
        List<CheckResult> results =
                new CheckEvaluator(SHIPPED).evaluate(read(Samples.report(Samples.MANAGED)), Map.of());

        assertThat(results).anyMatch(result -> result.state() == ResultState.ERROR);
        assertThat(results).anyMatch(result -> result.state() == ResultState.PASS);
        assertThat(results)
                .filteredOn(result -> result.state() == ResultState.ERROR)
                .allSatisfy(result -> assertThat(result.reason()).isNotBlank());
    }

    @Test
    void anEndlessComprehensionIsStopped() {
        String digits = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
        String many = "%1$s.all(a, %1$s.all(b, %1$s.all(c, %1$s.all(d, %1$s.all(e, %1$s.all(f, true))))))";

        CheckCatalog catalog = catalog("true", "false", many.formatted(digits), "1");

        assertThat(new CheckEvaluator(catalog).evaluate(read(Samples.report(Samples.MANAGED)), Map.of()))
                .extracting(CheckResult::state)
                .containsExactly(ResultState.ERROR);
    }

    @Test
    void thingsThatAreNamedAlikeStayApart() {
        ObjectNode report = Samples.report(Samples.YOLO);
        ArrayNode servers = (ArrayNode) report.get("mcp_servers");
        servers.add(servers.get(0).deepCopy());
        servers.add(servers.get(0).deepCopy());

        assertThat(evaluate("APC-09-05", report))
                .extracting(CheckResult::subjectKey)
                .containsExactly(
                        "jira (cursor)",
                        "fs (cursor)",
                        "postgres-prod (cursor)",
                        "jira (cursor) (2)",
                        "jira (cursor) (3)");
    }

    @Test
    void theLargestReportIsEvaluatedWithoutErrors() {
        ObjectNode report = Samples.report(Samples.YOLO);
        for (Map.Entry<String, Integer> array : Map.of("agents", 40, "mcp_servers", 60, "repos", 60, "credentials", 200)
                .entrySet()) {
            ArrayNode items = (ArrayNode) report.get(array.getKey());
            for (int index = items.size(); index < array.getValue(); index++) {
                items.add(items.get(0).deepCopy());
            }
        }

        List<CheckResult> results = new CheckEvaluator(SHIPPED).evaluate(read(report), OrgPolicy.shipped());

        assertThat(results).hasSizeGreaterThan(3_000).noneMatch(result -> result.state() == ResultState.ERROR);
    }

    @Test
    void longEvidenceIsCut() {
        ObjectNode report = Samples.with(
                Samples.report(Samples.MANAGED),
                "/agents/0/effective/rules/broad_allow",
                java.util.Collections.nCopies(50, "Bash(python *)"));

        assertThat(only("APC-04-07", report, "claude-code").observed().get("a.effective.rules.broad_allow"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(20);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static CheckResult only(String check, ObjectNode report, String subject) {
        return evaluate(check, report).stream()
                .filter(result -> result.subjectKey().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static List<CheckResult> evaluate(String check, ObjectNode report) {
        return CheckEvaluator.evaluate(SHIPPED.find(check).orElseThrow(), read(report), OrgPolicy.shipped());
    }

    private static PostureReport read(ObjectNode report) {
        return READER.read(Samples.bytes(report));
    }

    private static CheckCatalog catalog(String applies, String unknown, String pass, String observe) {
        String yaml =
                """
                id: APC-01-99
                title: A test
                severity: low
                subject: report
                controls: [L01-01]
                fields: [context.kind]
                applies_when: "%s"
                unknown_when: "%s"
                pass_when: "%s"
                expected: Something
                observe: ["%s"]
                why: Because
                remediation: Do
                fix: [{ label: A, language: text, text: B }]
                fixtures: [{ name: n, base: b, expect: pass }]
                """
                        .formatted(applies, unknown, pass, observe);
        return CheckCatalog.of(ContentNode.parse("test.yaml", yaml));
    }
}
