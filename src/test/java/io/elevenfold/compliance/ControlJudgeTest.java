package io.elevenfold.compliance;

import static io.elevenfold.compliance.Given.check;
import static io.elevenfold.compliance.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.finding.FindingState;
import io.elevenfold.finding.Severity;
import io.elevenfold.framework.Control;
import io.elevenfold.framework.Verification;
import io.elevenfold.posture.ResultState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlJudgeTest {

    private static final Control BY_POSTURE = Given.control("L03-01", Verification.POSTURE);
    private static final Control BY_BOTH = Given.control("L03-01", Verification.POSTURE, Verification.ACTIVITY);
    private static final Control BY_ACTIVITY = Given.control("L03-01", Verification.ACTIVITY);
    private static final Control BY_PEOPLE = Given.control("L03-01", Verification.ATTESTATION, Verification.MANUAL);

    private static final List<ControlTest> CHECKS =
            List.of(check("APC-03-01", Severity.HIGH, "L03-01"), check("APC-03-02", Severity.CRITICAL, "L03-01"));
    private static final List<ControlTest> BOTH =
            List.of(check("APC-03-01", Severity.HIGH, "L03-01"), rule("R1", "L03-01"));
    private static final List<ControlTest> RULES = List.of(rule("R1", "L03-01"));

    @Test
    void aControlIsMetWhenAllItsAssessedResultsPass() {
        Given given = Given.nothing()
                .result("APC-03-01", ResultState.PASS, 5)
                .result("APC-03-02", ResultState.PASS, 2)
                .result("APC-03-02", ResultState.NOT_APPLICABLE, 3);

        assertThat(status(BY_POSTURE, CHECKS, given)).isEqualTo(ControlStatus.MET);
    }

    @Test
    void aControlIsPartlyMetWhenOneResultFailsAndAnotherPasses() {
        Given given =
                Given.nothing().result("APC-03-01", ResultState.PASS, 500).result("APC-03-02", ResultState.FAIL, 1);

        assertThat(status(BY_POSTURE, CHECKS, given)).isEqualTo(ControlStatus.PARTLY);
    }

    @Test
    void aControlIsNotMetWhenAllItsAssessedResultsFail() {
        Given given =
                Given.nothing().result("APC-03-01", ResultState.FAIL, 1).result("APC-03-02", ResultState.EXCEPTED, 1);

        assertThat(status(BY_POSTURE, CHECKS, given)).isEqualTo(ControlStatus.NOT_MET);
    }

    @Test
    void anExceptionIsNeverFoldedIntoAPass() {
        Given given =
                Given.nothing().result("APC-03-01", ResultState.PASS, 500).result("APC-03-02", ResultState.EXCEPTED, 1);

        assertThat(status(BY_POSTURE, CHECKS, given)).isEqualTo(ControlStatus.EXCEPTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = ResultState.class,
            names = {"ERROR", "NOT_CHECKED", "PENDING"})
    void whatCouldNotBeSeenIsNotReported(ResultState unseen) {
        Given given = Given.nothing().result("APC-03-01", unseen, 5).result("APC-03-02", ResultState.NOT_APPLICABLE, 1);

        assertThat(status(BY_POSTURE, CHECKS, given)).isEqualTo(ControlStatus.NOT_REPORTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = ResultState.class,
            names = {"ERROR", "NOT_CHECKED", "PENDING"})
    void whatCouldNotBeSeenStandsBesideWhatPassed(ResultState unseen) {
        Given given = Given.nothing().result("APC-03-01", ResultState.PASS, 1).result("APC-03-02", unseen, 5);

        ControlView control = ControlJudge.judge(BY_POSTURE, CHECKS, given.snapshot());

        assertThat(control.status()).isEqualTo(ControlStatus.MET);
        assertThat(control.results().total()).isEqualTo(6);
        assertThat(control.tests()).isEqualTo(new ControlView.Tests(2, 1));
    }

    @Test
    void aControlThatNothingHereConcernsIsNotApplicable() {
        Given given = Given.nothing().result("APC-03-01", ResultState.NOT_APPLICABLE, 4);

        assertThat(status(BY_POSTURE, CHECKS, given)).isEqualTo(ControlStatus.NOT_APPLICABLE);
    }

    @Test
    void silenceIsNotReportedAndNotApplicableToNothing() {
        assertThat(status(BY_POSTURE, CHECKS, Given.nothing())).isEqualTo(ControlStatus.NOT_REPORTED);
        assertThat(status(BY_ACTIVITY, RULES, Given.nothing())).isEqualTo(ControlStatus.NOT_REPORTED);
        assertThat(status(BY_PEOPLE, List.of(), Given.nothing().activity())).isEqualTo(ControlStatus.NOT_REPORTED);
    }

    @Test
    void aControlThatOnlyRulesWatchIsMetWhenThereIsActivityAndNoHit() {
        assertThat(status(BY_ACTIVITY, RULES, Given.nothing().activity())).isEqualTo(ControlStatus.MET);
    }

    @Test
    void aControlThatNoRuleWatchesIsNotMetByTheSilenceOfRules() {
        assertThat(status(BY_ACTIVITY, List.of(), Given.nothing().activity())).isEqualTo(ControlStatus.NOT_REPORTED);
    }

    @Test
    void theSilenceOfRulesDoesNotStandInForAPostureThatNobodyReported() {
        assertThat(status(BY_BOTH, BOTH, Given.nothing().activity())).isEqualTo(ControlStatus.NOT_REPORTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = FindingState.class,
            names = {"OPEN", "ACKNOWLEDGED", "IN_PROGRESS", "REOPENED"})
    void anOpenHitSpeaksAgainstAControl(FindingState open) {
        Given hit = Given.nothing().activity().finding("R1", Severity.LOW, open, "L03-01");

        assertThat(status(BY_ACTIVITY, RULES, hit)).isEqualTo(ControlStatus.NOT_MET);
        assertThat(status(BY_BOTH, BOTH, hit.result("APC-03-01", ResultState.PASS, 3)))
                .isEqualTo(ControlStatus.PARTLY);
    }

    @Test
    void aHitOfAnotherControlSpeaksAgainstNothingHere() {
        Given given = Given.nothing().activity().finding("R2", Severity.CRITICAL, FindingState.OPEN, "L03-02");

        assertThat(status(BY_ACTIVITY, RULES, given)).isEqualTo(ControlStatus.MET);
    }

    @Test
    void whatIsOnlyWorthKnowingSpeaksAgainstNothing() {
        Given given = Given.nothing().activity().finding("R1", Severity.INFO, FindingState.OPEN, "L03-01");

        ControlView control = ControlJudge.judge(BY_ACTIVITY, RULES, given.snapshot());

        assertThat(control.status()).isEqualTo(ControlStatus.MET);
        assertThat(control.openFindings()).isEqualTo(1);
        assertThat(control.worst()).isNull();
    }

    @Test
    void anExceptedHitMakesAControlExcepted() {
        Given given = Given.nothing().activity().finding("R1", Severity.HIGH, FindingState.EXCEPTED, "L03-01");

        assertThat(status(BY_ACTIVITY, RULES, given)).isEqualTo(ControlStatus.EXCEPTED);
        assertThat(status(BY_BOTH, BOTH, given.result("APC-03-01", ResultState.PASS, 3)))
                .isEqualTo(ControlStatus.EXCEPTED);
        assertThat(status(BY_BOTH, BOTH, given.result("APC-03-01", ResultState.FAIL, 3)))
                .isEqualTo(ControlStatus.PARTLY);
    }

    @Test
    void aFindingOfACheckIsNotCountedTwiceAgainstAControl() {
        Given given = Given.nothing()
                .result("APC-03-01", ResultState.EXCEPTED, 1)
                .finding("APC-03-01", Severity.HIGH, FindingState.OPEN, "L03-01");

        assertThat(status(BY_POSTURE, CHECKS, given)).isEqualTo(ControlStatus.EXCEPTED);
    }

    @Test
    void eachClassOfEvidenceIsShownByItself() {
        Given given = Given.nothing()
                .activity()
                .result("APC-03-01", ResultState.PASS, 3)
                .result("APC-03-01", ResultState.FAIL, 1)
                .finding("R1", Severity.CRITICAL, FindingState.OPEN, "L03-01");
        Control byAll = Given.control(
                "L03-01", Verification.POSTURE, Verification.ACTIVITY, Verification.ATTESTATION, Verification.MANUAL);

        ControlView control = ControlJudge.judge(byAll, BOTH, given.snapshot());

        assertThat(control.evidence())
                .isEqualTo(Map.of(
                        Verification.POSTURE, ControlStatus.PARTLY,
                        Verification.ACTIVITY, ControlStatus.NOT_MET,
                        Verification.ATTESTATION, ControlStatus.NOT_REPORTED,
                        Verification.MANUAL, ControlStatus.NOT_REPORTED));
        assertThat(control.worst()).isEqualTo("critical");
        assertThat(control.tests()).isEqualTo(new ControlView.Tests(2, 2));
    }

    private static ControlStatus status(Control control, List<ControlTest> tests, Given given) {
        return ControlJudge.judge(control, tests, given.snapshot()).status();
    }
}
