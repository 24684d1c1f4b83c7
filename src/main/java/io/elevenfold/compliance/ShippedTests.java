package io.elevenfold.compliance;

import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.ShippedRule;
import io.elevenfold.framework.Control;
import io.elevenfold.framework.FrameworkCatalog;
import io.elevenfold.framework.Verification;
import io.elevenfold.posture.check.CheckCatalog;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Brings together what nobody below may know of each other: the controls, the checks and the rules. */
@Singleton
class ShippedTests {

    private static final Logger LOG = Logger.getLogger(ShippedTests.class);

    /** Eager, so that a check of a control that does not exist stops the start. */
    @Produces
    @Singleton
    @Startup
    TestCatalog catalog(FrameworkCatalog frameworks, CheckCatalog checks, RuleCatalog rules) {
        List<Control> controls = frameworks.controls();
        TestCatalog catalog = new TestCatalog(controls, tests(checks, rules));
        LOG.debugf(
                "Controls verified by posture without a check: %s; by activity without a rule: %s",
                catalog.untested(controls, Verification.POSTURE), catalog.untested(controls, Verification.ACTIVITY));
        return catalog;
    }

    static List<ControlTest> tests(CheckCatalog checks, RuleCatalog rules) {
        Map<String, String> locations = new HashMap<>();
        for (ShippedRule shipped : rules.shipped()) {
            locations.put(shipped.rule().id(), shipped.sigma().location());
        }
        List<ControlTest> tests = new ArrayList<>();
        checks.checks().forEach(check -> tests.add(ControlTest.of(check)));
        for (Rule rule : rules.rules()) {
            tests.add(ControlTest.of(rule, locations.getOrDefault(rule.id(), "frameworks/rules/contradictions")));
        }
        return tests;
    }
}
