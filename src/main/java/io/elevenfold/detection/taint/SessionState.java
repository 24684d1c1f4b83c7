package io.elevenfold.detection.taint;

import io.elevenfold.activity.Taint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one session has been through, by the time of its events. An event that comes late finds the state of its own time,
 * and what it adds is held against the events that came before it and happened after it. Bounded; not for two threads.
 */
public final class SessionState {

    /** Of each taint: the first, and the latest. */
    static final int MOST_MARKS = 16;

    static final int MOST_SECRETS = 512;
    static final int MOST_WAITING = 32;

    private final List<Mark> marks;
    private final Map<Long, Secret> secrets = new HashMap<>();
    private final List<Waiting> waiting;

    /**
     * One event that set a taint.
     *
     * @param until how long it counts
     * @param call of the event; a call does not taint itself
     */
    public record Mark(Taint taint, Instant at, Instant until, String reference, String rule, String call) {

        boolean countsAt(Instant moment, String otherCall) {
            return !at.isAfter(moment) && until.isAfter(moment) && !call.equals(otherCall);
        }
    }

    /** A piece of a secret that came in. */
    public record Secret(long fingerprint, Instant at, String reference, String call) {}

    /** An event for which a rule holds in a session of another state. */
    public record Waiting(String rule, Instant at, String reference, String call, int states, Set<Long> shown) {

        public Waiting {
            shown = Set.copyOf(shown);
        }
    }

    /** When an event happened, where it stands, and which call it tells of (itself, when of none). */
    public record Moment(Instant at, String reference, String call) {

        private static final int LONGEST_CALL = 200;

        /** The call's id as it is kept; the place of the event where it tells of none. */
        public static String call(@Nullable String id, String reference) {
            if (id == null) {
                return reference;
            }
            return id.length() <= LONGEST_CALL ? id : id.substring(0, LONGEST_CALL);
        }
    }

    public SessionState(Collection<Mark> marks, Collection<Secret> secrets, Collection<Waiting> waiting) {
        this.marks = new ArrayList<>(marks);
        this.marks.sort(Comparator.comparing(Mark::at));
        secrets.forEach(secret -> this.secrets.put(secret.fingerprint(), secret));
        this.waiting = new ArrayList<>(waiting);
        this.waiting.sort(Comparator.comparing(Waiting::at));
    }

    SessionState copy() {
        return new SessionState(marks, secrets.values(), waiting);
    }

    public static SessionState unknown() {
        return new SessionState(List.of(), List.of(), List.of());
    }

    /** By their times. */
    public List<Mark> marks() {
        return List.copyOf(marks);
    }

    public Collection<Secret> secrets() {
        return List.copyOf(secrets.values());
    }

    /** By their times. */
    public List<Waiting> waiting() {
        return List.copyOf(waiting);
    }

    /** What the session had been through when an event happened. */
    public Carried before(Moment moment, Set<Long> shown) {
        Set<Taint> taints = EnumSet.noneOf(Taint.class);
        for (Mark mark : marks) {
            if (mark.countsAt(moment.at(), moment.call())) {
                taints.add(mark.taint());
            }
        }
        return new Carried(taints, repeated(moment, shown).isPresent());
    }

    private Optional<Secret> repeated(Moment moment, Set<Long> shown) {
        return shown.stream()
                .map(secrets::get)
                .filter(secret -> secret != null
                        && !secret.at().isAfter(moment.at())
                        && !secret.call().equals(moment.call()))
                .min(Comparator.comparing(Secret::at));
    }

    /** Takes in an event, and tells which rules hold now. */
    public List<Held> tell(Moment moment, Told told) {
        List<Held> held = new ArrayList<>();
        Carried before = before(moment, told.shown());
        for (Conditional rule : told.conditionals()) {
            if (rule.holdsIn(before)) {
                held.add(held(rule.rule().id(), moment, told.shown(), rule.matched()));
            } else {
                await(new Waiting(
                        rule.rule().id(), moment.at(), moment.reference(), moment.call(), rule.states(), told.shown()));
            }
        }
        told.adds()
                .forEach(added -> mark(new Mark(
                        added.taint(),
                        moment.at(),
                        moment.at().plus(added.lasts()),
                        moment.reference(),
                        added.rule(),
                        moment.call())));
        told.read()
                .forEach(fingerprint -> keep(new Secret(fingerprint, moment.at(), moment.reference(), moment.call())));
        if (!told.adds().isEmpty() || !told.read().isEmpty()) {
            held.addAll(broughtAbout(moment.at()));
        }
        return held;
    }

    private Held held(String rule, Moment moment, Set<Long> shown, Map<String, Object> matched) {
        Map<Taint, Mark> latest = new HashMap<>();
        for (Mark mark : marks) {
            if (mark.countsAt(moment.at(), moment.call())) {
                latest.put(mark.taint(), mark);
            }
        }
        return new Held(
                rule,
                moment.at(),
                moment.reference(),
                matched,
                latest.values().stream().sorted(Comparator.comparing(Mark::at)).toList(),
                repeated(moment, shown).orElse(null));
    }

    /** What happened later, and was recorded before. */
    private List<Held> broughtAbout(Instant at) {
        List<Held> held = new ArrayList<>();
        for (Waiting each : List.copyOf(waiting)) {
            Moment moment = new Moment(each.at(), each.reference(), each.call());
            if (!each.at().isBefore(at)
                    && (each.states() >> before(moment, each.shown()).number() & 1) != 0) {
                held.add(held(each.rule(), moment, each.shown(), Map.of()));
                waiting.remove(each);
            }
        }
        return held;
    }

    private void mark(Mark mark) {
        List<Mark> same = new ArrayList<>(
                marks.stream().filter(each -> each.taint() == mark.taint()).toList());
        if (same.stream().anyMatch(each -> each.reference().equals(mark.reference()))) {
            return;
        }
        same.add(mark);
        same.sort(Comparator.comparing(Mark::at));
        if (same.size() > MOST_MARKS) {
            same.remove(1);
        }
        marks.removeIf(each -> each.taint() == mark.taint());
        marks.addAll(same);
        marks.sort(Comparator.comparing(Mark::at));
    }

    private void keep(Secret secret) {
        secrets.merge(secret.fingerprint(), secret, (known, again) -> again.at().isBefore(known.at()) ? again : known);
        if (secrets.size() > MOST_SECRETS) {
            Secret oldest = eldest();
            if (oldest != null) {
                secrets.remove(oldest.fingerprint());
            }
        }
    }

    private @Nullable Secret eldest() {
        return secrets.values().stream().min(Comparator.comparing(Secret::at)).orElse(null);
    }

    private void await(Waiting event) {
        boolean isKnown = waiting.stream()
                .anyMatch(
                        each -> each.rule().equals(event.rule()) && each.call().equals(event.call()));
        if (isKnown) {
            return;
        }
        waiting.add(event);
        waiting.sort(Comparator.comparing(Waiting::at));
        if (waiting.size() > MOST_WAITING) {
            waiting.remove(0);
        }
    }
}
