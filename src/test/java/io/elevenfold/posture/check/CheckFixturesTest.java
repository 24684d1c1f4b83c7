package io.elevenfold.posture.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.elevenfold.platform.secret.SecretScanner;
import io.elevenfold.posture.PostureReport;
import io.elevenfold.posture.PostureReportReader;
import io.elevenfold.posture.ReportLimits;
import io.elevenfold.posture.ResultState;
import io.elevenfold.posture.Samples;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every check as it is shipped, tried on the examples that it carries. */
class CheckFixturesTest {

    private static final CheckCatalog CATALOG = CheckCatalog.load();
    private static final PostureReportReader READER =
            new PostureReportReader(ReportLimits.DEFAULT, new SecretScanner());

    @TestFactory
    Stream<DynamicTest> everyFixtureComesOutAsItSays() {
        return CATALOG.checks().stream().flatMap(check -> check.fixtures().stream()
                .map(fixture -> DynamicTest.dynamicTest(
                        check.id() + ": " + fixture.expect().word() + ": " + fixture.name(),
                        () -> holds(check, fixture))));
    }

    private static void holds(Check check, Fixture fixture) {
        PostureReport report = READER.read(Samples.bytes(patched(fixture)));

        List<CheckResult> results = CheckEvaluator.evaluate(check, report, OrgPolicy.with(fixture.org()));

        List<CheckResult> meant = results.stream()
                .filter(result -> fixture.subject() == null
                        ? fixture.expect() == ResultState.NOT_APPLICABLE || result.state() != ResultState.NOT_APPLICABLE
                        : result.subjectKey().equals(fixture.subject()))
                .toList();
        assertThat(meant).as("%s", results).isNotEmpty();
        assertThat(meant)
                .allSatisfy(
                        result -> assertThat(result.state()).as("%s", result).isEqualTo(fixture.expect()));
    }

    private static ObjectNode patched(Fixture fixture) {
        ObjectNode report = (ObjectNode) Samples.json("frameworks/checks/base/" + fixture.base() + ".json");
        fixture.set().forEach((pointer, value) -> Samples.with(report, pointer, value));
        return report;
    }

    @Test
    void thereAreAHundredChecks() {
        assertThat(CATALOG.checks()).hasSize(100);
    }

    @Test
    void everyCheckShowsThatItCanPassAndFail() {
        for (Check check : CATALOG.checks()) {
            Set<ResultState> shown = new HashSet<>();
            check.fixtures().forEach(fixture -> shown.add(fixture.expect()));

            assertThat(shown).as(check.id()).contains(ResultState.PASS, ResultState.FAIL);
            if (!check.unknownWhen().text().equals("false")) {
                assertThat(shown).as(check.id()).contains(ResultState.NOT_CHECKED);
            }
        }
    }

    @Test
    void everyCheckLiesInTheFileOfItsLayer() {
        assertThat(CATALOG.checks())
                .allSatisfy(check -> assertThat(check.location()).contains("/L%02d-".formatted(check.layer())));
    }

    @Test
    void noFixHoldsASecret() {
        SecretScanner scanner = new SecretScanner();

        assertThat(CATALOG.checks().stream()
                        .flatMap(check -> check.fixes().stream())
                        .map(Fix::text))
                .allSatisfy(text -> assertThat(scanner.find(text)).isEmpty());
    }
}
