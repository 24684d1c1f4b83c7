package io.elevenfold.posture.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.platform.secret.SecretScanner;
import io.elevenfold.posture.PostureReport;
import io.elevenfold.posture.PostureReportReader;
import io.elevenfold.posture.ReportLimits;
import io.elevenfold.posture.ResultState;
import io.elevenfold.posture.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleReportsTest {

    private static final CheckEvaluator EVALUATOR = new CheckEvaluator(CheckCatalog.load());
    private static final PostureReportReader READER =
            new PostureReportReader(ReportLimits.DEFAULT, new SecretScanner());

    @ParameterizedTest
    @CsvSource({
        "01-macos-claude-code-managed-good, 67, 1, 0, 27",
        "02-windows-cursor-yolo-bad, 43, 86, 1, 114",
        "03-linux-codex-gemini-medium, 52, 31, 1, 73",
        "04-codespaces-claude-copilot-good, 109, 1, 0, 37",
        "05-ci-github-actions-bad, 20, 31, 1, 43",
        "06-macos-claude-code-team-medium, 35, 37, 0, 37",
        "07-windows-copilot-cli-mdm-good, 50, 5, 1, 29",
        "08-linux-windsurf-partial-unknown, 5, 2, 16, 44",
    })
    void theTotals(String sample, int pass, int fail, int notChecked, int notApplicable) {
        List<CheckResult> results = EVALUATOR.evaluate(read(sample), exampleOrganisation());

        assertThat(results).noneMatch(result -> result.state() == ResultState.ERROR);
        for (CheckResult x : results)
            System.out.println("RES," + sample + "," + x.checkId() + "," + x.subjectKey() + "," + x.state());
        assertThat(Map.of(
                        ResultState.PASS, count(results, ResultState.PASS),
                        ResultState.FAIL, count(results, ResultState.FAIL),
                        ResultState.NOT_CHECKED, count(results, ResultState.NOT_CHECKED),
                        ResultState.NOT_APPLICABLE, count(results, ResultState.NOT_APPLICABLE)))
                .isEqualTo(Map.of(
                        ResultState.PASS, pass,
                        ResultState.FAIL, fail,
                        ResultState.NOT_CHECKED, notChecked,
                        ResultState.NOT_APPLICABLE, notApplicable));
    }

    private static int count(List<CheckResult> results, ResultState state) {
        return (int) results.stream().filter(result -> result.state() == state).count();
    }

    private static PostureReport read(String sample) {
        return READER.read(Samples.bytes(Samples.report(sample)));
    }

    private static Map<String, Object> exampleOrganisation() {
        return io.elevenfold.posture.JsonValues.object(Samples.json("posture/org-policy.json"));
    }
}
