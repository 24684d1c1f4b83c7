package io.elevenfold.compliance;

import static io.elevenfold.compliance.Given.check;
import static io.elevenfold.compliance.Given.control;
import static io.elevenfold.compliance.Given.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.finding.Severity;
import io.elevenfold.framework.Control;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Verification;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.posture.check.CheckCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestCatalogTest {

    private static final List<Control> CONTROLS = List.of(
            control("L03-01", Verification.POSTURE, Verification.ACTIVITY),
            control("L03-02", Verification.POSTURE),
            control("L03-03", Verification.MANUAL));

    @Test
    void aCheckOfAControlThatDoesNotExistIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> new TestCatalog(CONTROLS, List.of(check("APC-03-01", Severity.LOW, "L03-99"))))
                .isInstanceOf(ContentException.class)
                .hasMessage("checks.yaml:7: check 'APC-03-01' names the control 'L03-99', which does not exist");
    }

    @Test
    void aRuleOfAControlThatDoesNotExistIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> new TestCatalog(CONTROLS, List.of(rule("R1", "L03-01", "L12-01"))))
                .isInstanceOf(ContentException.class)
                .hasMessage("rules.yaml:9: rule 'R1' names the control 'L12-01', which does not exist");
    }

    @Test
    void aControlIsUntestedWhenNothingDeliversTheEvidenceThatItAsksFor() {
        TestCatalog catalog =
                new TestCatalog(CONTROLS, List.of(check("APC-03-01", Severity.LOW, "L03-01"), rule("R1", "L03-02")));

        assertThat(catalog.untested(CONTROLS, Verification.POSTURE)).containsExactly("L03-02");
        assertThat(catalog.untested(CONTROLS, Verification.ACTIVITY)).containsExactly("L03-01");
    }

    @Test
    void everyShippedTestNamesControlsThatExist() {
        List<Control> controls = FrameworkCatalog.load().controls();

        TestCatalog shipped = new TestCatalog(controls, ShippedTests.tests(CheckCatalog.load(), RuleCatalog.load()));

        assertThat(controls).anySatisfy(control -> assertThat(shipped.of(control.id()))
                .extracting(ControlTest::kind)
                .contains(ControlTest.Kind.CHECK));
    }
}
