package io.elevenfold.detection.evaluation;

import io.elevenfold.activity.Field;
import io.elevenfold.detection.ActivityReading;
import io.elevenfold.detection.Rule;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.detection.RuleMatch;
import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.correlation.WindowStore;
import io.elevenfold.detection.correlation.WindowsInMemory;
import io.elevenfold.detection.sigma.Level;
import io.elevenfold.detection.taint.Fingerprints;
import io.elevenfold.detection.taint.Listening;
import io.elevenfold.detection.taint.SessionState;
import io.elevenfold.detection.taint.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of one file on their way through the rules. What is judged is a session, or an event without one. */
final class Replay {

    /** Of use within one file only. */
    private static final byte[] KEY = new byte[32];

    private final RuleCatalog catalog;
    private final WindowStore windows = new WindowsInMemory();
    private final Map<String, SessionState> sessions = new HashMap<>();
    private final Listening listening = new Listening(new Fingerprints(KEY));
    private final Map<Object, Unit> units = new LinkedHashMap<>();
    private int events;
    private int broken;
    private int injected;
    private int injectedFound;

    Replay(RuleCatalog catalog) {
        this.catalog = catalog;
    }

    void line(String line) {
        if (line.isBlank()) {
            return;
        }
        LabelledEvent.read(line).ifPresentOrElse(this::event, () -> broken++);
    }

    private void event(LabelledEvent event) {
        events++;
        Unit unit = units.computeIfAbsent(
                event.session() == null ? events : event.session(),
                unseen -> new Unit(event.malicious(), event.strong(), event.source(), event.session() != null));
        boolean found = false;
        for (Rule rule : raised(event)) {
            unit.raised.merge(rule, 1, Integer::sum);
            found |= counts(rule);
        }
        if (event.eventMalicious() != null) {
            unit.hasOwnLabels = true;
        }
        if (Boolean.TRUE.equals(event.eventMalicious())) {
            unit.hasMaliciousEvent = true;
            injected++;
            injectedFound += found ? 1 : 0;
        }
    }

    private List<Rule> raised(LabelledEvent event) {
        ActivityReading reading = ActivityReading.of(event.activity());
        List<RuleMatch> matches = catalog.ruleSet().evaluate(reading);
        List<Rule> hit = new ArrayList<>(matches.stream().map(RuleMatch::rule).toList());
        Instant time = event.activity().time(Field.TIMESTAMP);
        hit.addAll(held(event, time, listening.to(reading, matches, catalog.sessionRules())));
        List<Rule> raised = new ArrayList<>(hit);
        raised.removeIf(rule -> catalog.correlator().silentRules().contains(rule.id()) || rule.onlyFeeds());
        if (time != null) {
            List<String> ids = hit.stream().map(Rule::id).toList();
            List<Contribution> contributions = catalog.correlator().contributions(ids, "", reading::value);
            catalog.correlator()
                    .feed(
                            windows,
                            ids,
                            contributions,
                            time.toEpochMilli(),
                            event.activity().text(Field.GEN_AI_TOOL_CALL_ID),
                            Integer.toString(events))
                    .forEach(outcome -> catalog.rule(outcome.correlation()).ifPresent(raised::add));
        }
        return raised;
    }

    /** What holds because of the session. */
    private List<Rule> held(LabelledEvent event, @Nullable Instant time, Told told) {
        SessionState session = event.session() == null || time == null
                ? SessionState.unknown()
                : sessions.computeIfAbsent(event.session(), unseen -> SessionState.unknown());
        String place = Integer.toString(events);
        String call = SessionState.Moment.call(event.activity().text(Field.GEN_AI_TOOL_CALL_ID), place);
        Instant at = time == null ? Instant.EPOCH : time;
        return session.tell(new SessionState.Moment(at, place, call), told).stream()
                .flatMap(held -> catalog.rule(held.rule()).stream())
                .toList();
    }

    int events() {
        return events;
    }

    /** Lines that are no JSON, or have no label. */
    int broken() {
        return broken;
    }

    /** Events that are themselves labelled malicious. */
    int maliciousEvents() {
        return injected;
    }

    /** How many of those raised a finding. */
    int maliciousEventsFound() {
        return injectedFound;
    }

    Collection<Unit> units() {
        return units.values().stream().filter(Unit::isDecided).toList();
    }

    /** Whether a rule's finding is one that somebody is asked to look at. */
    static boolean counts(Rule rule) {
        return rule.level().compareTo(Level.MEDIUM) >= 0;
    }

    /** A session, or an event that belongs to none, and what was raised over it. */
    static final class Unit {

        final boolean malicious;
        final boolean strong;
        final String source;
        final boolean isSession;
        final Map<Rule, Integer> raised = new LinkedHashMap<>();
        boolean hasOwnLabels;
        boolean hasMaliciousEvent;

        Unit(boolean malicious, boolean strong, String source, boolean isSession) {
            this.malicious = malicious;
            this.strong = strong;
            this.source = source;
            this.isSession = isSession;
        }

        /** An attack that was planned for a session, but none of whose events happened in it, proves nothing. */
        boolean isDecided() {
            return !malicious || !hasOwnLabels || hasMaliciousEvent;
        }

        boolean isFound() {
            return raised.keySet().stream().anyMatch(Replay::counts);
        }

        boolean isFoundHigh() {
            return raised.keySet().stream().anyMatch(rule -> rule.level().compareTo(Level.HIGH) >= 0);
        }

        List<Rule> rules() {
            return List.copyOf(raised.keySet());
        }
    }
}
