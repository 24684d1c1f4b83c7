package io.elevenfold.compliance;

import static io.elevenfold.compliance.Given.check;
import static io.elevenfold.compliance.Given.control;
import static io.elevenfold.compliance.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.finding.FindingState;
import io.elevenfold.finding.Severity;
import io.elevenfold.framework.Layer;
import io.elevenfold.framework.Verification;
import io.elevenfold.posture.ResultState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerJudgeTest {

    private static final Layer LAYER = new Layer(3, "Network Controls", "Summary", 0.9);
    private static final LayerView.Trend NO_TREND = new LayerView.Trend(null, null);
    private static final ControlTest CRITICAL = check("APC-03-01", Severity.CRITICAL, "L03-01");
    private static final ControlTest HIGH = check("APC-03-02", Severity.HIGH, "L03-02");
    private static final ControlTest MEDIUM = check("APC-03-03", Severity.MEDIUM, "L03-02");
    private static final ControlTest LOW = check("APC-03-04", Severity.LOW, "L03-02");
    private static final ControlTest INFO = check("APC-03-05", Severity.INFO, "L03-02");
    private static final List<ControlTest> TESTS = List.of(CRITICAL, HIGH, MEDIUM, LOW, INFO, rule("R1", "L03-01"));

    @Test
    void resultsWeighByTheSeverityOfTheirCheck() {
        Given given = Given.nothing()
                .result("APC-03-01", ResultState.PASS, 1)
                .result("APC-03-02", ResultState.FAIL, 1)
                .result("APC-03-03", ResultState.PASS, 2)
                .result("APC-03-04", ResultState.FAIL, 1)
                .result("APC-03-05", ResultState.FAIL, 7);

        LayerView layer = judge(given);

        assertThat(layer.score()).isEqualTo(14.0 / 20.0);
        assertThat(layer.basis()).isEqualTo(LayerView.Basis.ASSESSED);
        assertThat(layer.belowTarget()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = ResultState.class,
            names = {"PASS", "FAIL"},
            mode = EnumSource.Mode.EXCLUDE)
    void onlyPassesAndFailuresMoveAScore(ResultState beside) {
        Given given = Given.nothing().result("APC-03-01", ResultState.PASS, 9).result("APC-03-01", ResultState.FAIL, 1);

        Double before = judge(given).score();
        LayerView after = judge(given.result("APC-03-02", beside, 1000));

        assertThat(after.score()).isEqualTo(before).isEqualTo(0.9);
        assertThat(after.results().total()).isEqualTo(1010);
    }

    @Test
    void aScoreAtItsTargetIsNotBelowIt() {
        Given given = Given.nothing().result("APC-03-01", ResultState.PASS, 9).result("APC-03-01", ResultState.FAIL, 1);

        assertThat(judge(given).belowTarget()).isFalse();
    }

    @Test
    void zeroNoDataNotReportedAndNotApplicableAreDifferentThings() {
        LayerView zero = judge(Given.nothing().result("APC-03-01", ResultState.FAIL, 1));
        LayerView noData = judge(Given.nothing().noEndpoint());
        LayerView notReported = judge(Given.nothing().result("APC-03-01", ResultState.NOT_CHECKED, 1));
        LayerView nobodyReports = judge(Given.nothing());
        LayerView notApplicable = judge(Given.nothing().result("APC-03-01", ResultState.NOT_APPLICABLE, 1));

        assertThat(zero.score()).isEqualTo(0.0);
        assertThat(zero.basis()).isEqualTo(LayerView.Basis.ASSESSED);
        assertThat(List.of(noData, notReported, nobodyReports, notApplicable))
                .allSatisfy(layer -> assertThat(layer.score()).isNull())
                .allSatisfy(layer -> assertThat(layer.belowTarget()).isNull())
                .extracting(LayerView::basis)
                .containsExactly(
                        LayerView.Basis.NO_DATA,
                        LayerView.Basis.NOT_REPORTED,
                        LayerView.Basis.NOT_REPORTED,
                        LayerView.Basis.NOT_APPLICABLE);
    }

    @Test
    void theWorstControlIsTheOneThatNeedsWorkMost() {
        Given given = Given.nothing()
                .result("APC-03-01", ResultState.PASS, 1)
                .result("APC-03-01", ResultState.FAIL, 1)
                .result("APC-03-04", ResultState.FAIL, 1);

        assertThat(judge(given).worstControl())
                .isEqualTo(new LayerView.WorstControl("L03-02", "Title of L03-02", ControlStatus.NOT_MET, "low"));
    }

    @Test
    void aLayerWithoutAKnownProblemHasNoWorstControl() {
        assertThat(judge(Given.nothing().result("APC-03-01", ResultState.PASS, 1))
                        .worstControl())
                .isNull();
    }

    @Test
    void openFindingsOfTheLayerAreCountedBySeverity() {
        Given given = Given.nothing()
                .finding("APC-03-01", Severity.CRITICAL, FindingState.OPEN, "L03-01")
                .finding("R1", Severity.CRITICAL, FindingState.ACKNOWLEDGED, "L03-01")
                .finding("R2", Severity.LOW, FindingState.EXCEPTED, "L03-01");

        assertThat(judge(given).openFindings()).isEqualTo(new SeverityCounts(2, 0, 0, 0, 0));
    }

    @Test
    void scoresOfTheLayerLookOnlyAtItsOwnChecks() {
        Map<String, ResultCounts> results = Map.of(
                "APC-03-01", ResultCounts.of(ResultState.PASS, 1), "APC-04-01", ResultCounts.of(ResultState.FAIL, 9));

        assertThat(new LayerJudge(LAYER, TESTS, List.of()).score(results)).isEqualTo(1.0);
        assertThat(new LayerJudge(LAYER, TESTS, List.of()).score(Map.of())).isNull();
    }

    private static LayerView judge(Given given) {
        Snapshot snapshot = given.snapshot();
        List<ControlView> controls = Stream.of("L03-01", "L03-02")
                .map(id -> ControlJudge.judge(
                        control(id, Verification.POSTURE),
                        TESTS.stream()
                                .filter(test -> test.controls().contains(id))
                                .toList(),
                        snapshot))
                .toList();
        return new LayerJudge(LAYER, TESTS, controls).judge(snapshot, NO_TREND);
    }
}
