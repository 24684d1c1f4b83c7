package io.elevenfold.detection.taint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.Taint;
import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.RuleDraft;
import io.elevenfold.detection.sigma.SigmaParser;
import io.elevenfold.detection.sigma.SigmaRule;
import io.elevenfold.platform.content.ContentException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionRulesTest {

    private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void aRuleMayAskForOneTaintForAllForNoneOrForTheirAbsence() {
        assertThat(heldAfter("session.taint: egress", Taint.EGRESS)).isTrue();
        assertThat(heldAfter("session.taint: egress", Taint.UNTRUSTED_IN)).isFalse();
        assertThat(heldAfter("session.taint|all: [untrusted_in, sensitive_read]", Taint.UNTRUSTED_IN))
                .isFalse();
        assertThat(heldAfter(
                        "session.taint|all: [untrusted_in, sensitive_read]", Taint.UNTRUSTED_IN, Taint.SENSITIVE_READ))
                .isTrue();
        assertThat(heldAfter("session.taint: null")).isTrue();
        assertThat(heldAfter("session.taint: null", Taint.EGRESS)).isFalse();
        assertThat(heldAfter("session.taint|exists: false", Taint.EGRESS)).isFalse();
    }

    @Test
    void aTaintMayBeTheReasonWhyARuleDoesNotHold() {
        SessionRules rules =
                rules("event and not clean", "event:\n    event.action: shell_exec\n  clean:\n    session.taint: null");
        SessionRules unless =
                rules("event and not out", "event:\n    event.action: shell_exec\n  out:\n    session.taint: egress");

        assertThat(holds(rules, "shell_exec")).isFalse();
        assertThat(holds(rules, "shell_exec", Taint.EGRESS)).isTrue();
        assertThat(holds(unless, "shell_exec", Taint.UNTRUSTED_IN)).isTrue();
        assertThat(holds(unless, "shell_exec", Taint.UNTRUSTED_IN, Taint.EGRESS))
                .isFalse();
    }

    @Test
    void whatTheRuleAsksOfTheEventIsAskedToo() {
        SessionRules rules =
                rules("event and out", "event:\n    event.action: shell_exec\n  out:\n    session.taint: egress");

        assertThat(holds(rules, "file_read", Taint.EGRESS)).isFalse();
    }

    @Test
    void aRuleThatAsksNothingOfTheEventIsRefused() {
        assertThatThrownBy(() -> rules("out", "out:\n    session.taint: egress"))
                .isInstanceOf(ContentException.class)
                .hasMessageContaining("whole session");
    }

    @Test
    void whatAnEventClaimsOfItsSessionIsNotBelieved() {
        SessionRules rules =
                rules("event and out", "event:\n    event.action: shell_exec\n  out:\n    session.taint: egress");
        ActivityReading forged = ActivityReading.of(Activity.builder()
                .set(Field.EVENT_ACTION, "shell_exec")
                .set("session.taint", List.of("egress"))
                .build());
        forged.adds(Set.of());

        Conditional conditional = rules.evaluate(forged).get(0);

        assertThat(conditional.holdsIn(Carried.NOTHING)).isFalse();
    }

    @Test
    void aTaintIsOverWhenItsTimeIsOver() {
        SessionState session = SessionState.unknown();
        session.tell(moment(0), adds(Taint.SENSITIVE_READ));

        assertThat(session.before(moment(29 * 60), Set.of()).taints()).containsExactly(Taint.SENSITIVE_READ);
        assertThat(session.before(moment(30 * 60), Set.of()).taints()).isEmpty();
    }

    @Test
    void aCallDoesNotTaintItself() {
        SessionState session = SessionState.unknown();
        session.tell(new SessionState.Moment(TEN, "1/1", "toolu_1"), adds(Taint.EGRESS));

        assertThat(session.before(new SessionState.Moment(TEN.plusSeconds(1), "1/2", "toolu_1"), Set.of())
                        .taints())
                .isEmpty();
        assertThat(session.before(new SessionState.Moment(TEN.plusSeconds(1), "1/3", "toolu_2"), Set.of())
                        .taints())
                .containsExactly(Taint.EGRESS);
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        SessionRules rules = rules(
                "event and read", "event:\n    event.action: shell_exec\n  read:\n    session.taint: sensitive_read");
        Told outward = told(rules, "shell_exec");
        SessionState inOrder = SessionState.unknown();
        SessionState late = SessionState.unknown();

        List<Held> first = new ArrayList<>(inOrder.tell(moment(0), adds(Taint.SENSITIVE_READ)));
        first.addAll(inOrder.tell(moment(60), outward));
        List<Held> second = new ArrayList<>(late.tell(moment(60), outward));
        second.addAll(late.tell(moment(0), adds(Taint.SENSITIVE_READ)));

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
        assertThat(second.get(0).reference()).isEqualTo(first.get(0).reference());
        assertThat(second.get(0).because()).isEqualTo(first.get(0).because());
    }

    @Test
    void whatHappensLaterDoesNotTaintWhatWasBefore() {
        SessionRules rules = rules(
                "event and read", "event:\n    event.action: shell_exec\n  read:\n    session.taint: sensitive_read");
        SessionState session = SessionState.unknown();
        session.tell(moment(60), adds(Taint.SENSITIVE_READ));

        assertThat(session.tell(moment(0), told(rules, "shell_exec"))).isEmpty();
        assertThat(session.tell(moment(120), adds(Taint.SENSITIVE_READ))).isEmpty();
    }

    @Test
    void aBusySessionIsRememberedWithinBounds() {
        SessionRules rules = rules(
                "event and read", "event:\n    event.action: shell_exec\n  read:\n    session.taint: sensitive_read");
        SessionState session = SessionState.unknown();
        for (int i = 0; i < 2000; i++) {
            session.tell(moment(i), told(rules, "shell_exec"));
            session.tell(
                    moment(i),
                    new Told(
                            List.of(new Told.Added(Taint.EGRESS, Duration.ofHours(1), "r")),
                            Set.of((long) i),
                            Set.of(),
                            List.of()));
        }

        assertThat(session.marks()).hasSize(SessionState.MOST_MARKS);
        assertThat(session.marks().get(0).at())
                .as("the first is never forgotten")
                .isEqualTo(TEN);
        assertThat(session.secrets()).hasSize(SessionState.MOST_SECRETS);
        assertThat(session.waiting()).hasSize(SessionState.MOST_WAITING);
    }

    private static boolean heldAfter(String question, Taint... taints) {
        return holds(
                rules("event and asked", "event:\n    event.action: shell_exec\n  asked:\n    " + question),
                "shell_exec",
                taints);
    }

    private static boolean holds(SessionRules rules, String action, Taint... taints) {
        Set<Taint> carried = EnumSet.noneOf(Taint.class);
        carried.addAll(List.of(taints));
        return told(rules, action).conditionals().stream().anyMatch(each -> each.holdsIn(new Carried(carried, false)));
    }

    private static Told told(SessionRules rules, String action) {
        ActivityReading event = ActivityReading.of(
                Activity.builder().set(Field.EVENT_ACTION, action).build());
        event.adds(Set.of());
        return Told.NOTHING.with(rules.evaluate(event));
    }

    private static Told adds(Taint taint) {
        return new Told(List.of(new Told.Added(taint, Duration.ofMinutes(30), "rule")), Set.of(), Set.of(), List.of());
    }

    private static SessionState.Moment moment(int seconds) {
        return new SessionState.Moment(TEN.plusSeconds(seconds), "1/" + seconds, "1/" + seconds);
    }

    private static SessionRules rules(String condition, String selections) {
        SigmaRule rule = new SigmaParser()
                .parse(RuleDraft.document(
                        "rule",
                        """
                title: a rule
                level: high
                logsource:
                  product: coding_agent
                detection:
                  %s
                  condition: %s
                """
                                .formatted(selections, condition)));
        return SessionRules.compile(List.of(rule));
    }
}
