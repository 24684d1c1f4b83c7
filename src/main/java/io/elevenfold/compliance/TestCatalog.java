package io.elevenfold.compliance;

import io.elevenfold.framework.Control;
import io.elevenfold.framework.Verification;
import io.elevenfold.platform.content.ContentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every check and every rule, by the controls that they name. A test of a control that does not exist is refused. */
final class TestCatalog {

    private final List<ControlTest> tests;
    private final Map<String, List<ControlTest>> byControl = new HashMap<>();

    /** @throws ContentException with the test's place when it names an unknown control */
    TestCatalog(List<Control> controls, List<ControlTest> tests) {
        this.tests = List.copyOf(tests);
        Set<String> known = new HashSet<>();
        controls.forEach(control -> known.add(control.id()));
        for (ControlTest test : tests) {
            for (String control : test.controls()) {
                if (!known.contains(control)) {
                    throw new ContentException(
                            test.location(),
                            "%s '%s' names the control '%s', which does not exist"
                                    .formatted(test.kind().word(), test.id(), control));
                }
                byControl.computeIfAbsent(control, id -> new ArrayList<>()).add(test);
            }
        }
    }

    /** These tests and policies, which people write: a control that was renamed since then is passed over. */
    TestCatalog with(List<Control> controls, List<ControlTest> policies) {
        Set<String> known = new HashSet<>();
        controls.forEach(control -> known.add(control.id()));
        List<ControlTest> together = new ArrayList<>(tests);
        policies.forEach(policy -> together.add(policy.withControls(
                policy.controls().stream().filter(known::contains).toList())));
        return new TestCatalog(controls, together);
    }

    List<ControlTest> all() {
        return tests;
    }

    /** What names the control, checks first; empty when nothing does. */
    List<ControlTest> of(String control) {
        return List.copyOf(byControl.getOrDefault(control, List.of()));
    }

    /**
     * Controls that ask for evidence of a class which nothing delivers: posture without a check, activity without a
     * rule.
     */
    List<String> untested(List<Control> controls, Verification by) {
        ControlTest.Kind kind = by == Verification.POSTURE ? ControlTest.Kind.CHECK : ControlTest.Kind.RULE;
        return controls.stream()
                .filter(control -> control.verifiedBy().contains(by))
                .map(Control::id)
                .filter(id -> of(id).stream().noneMatch(test -> test.kind() == kind))
                .toList();
    }
}
