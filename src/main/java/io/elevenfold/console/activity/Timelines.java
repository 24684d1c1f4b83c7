package io.elevenfold.console.activity;

import io.elevenfold.activity.Activities;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.RecordedActivity;
import io.elevenfold.activity.SessionView;
import io.elevenfold.activity.Sessions;
import io.elevenfold.console.Wording;
import io.elevenfold.finding.FindingFilter;
import io.elevenfold.finding.FindingView;
import io.elevenfold.finding.Findings;
import io.elevenfold.finding.Occurrence;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a session's activities and the findings that point at them side by side. */
@Singleton
class Timelines {

    private static final int MARKED_FINDINGS = 50;

    private final Sessions sessions;
    private final Activities activities;
    private final Findings findings;

    Timelines(Sessions sessions, Activities activities, Findings findings) {
        this.sessions = sessions;
        this.activities = activities;
        this.findings = findings;
    }

    Timeline of(UUID key, @Nullable String kind) {
        SessionView session = sessions.withKey(key);
        List<RecordedActivity> all = activities.ofSession(key);
        List<FindingView> raised =
                findings.queue(ofSession(key), MARKED_FINDINGS, null).items();
        Map<String, List<ActivityLine.Found>> places = places(key, raised);
        List<ActivityLine> lines = new ArrayList<>();
        RecordedActivity before = null;
        for (RecordedActivity activity : all) {
            if (kind == null || kind.isBlank() || kind.equals(action(activity))) {
                lines.add(ActivityLine.of(activity, places, before));
                before = activity;
            }
        }
        return new Timeline(
                session,
                Wording.spoken(Duration.between(session.startedAt(), session.lastSeenAt())),
                session.taint().stream().map(Timeline.Tainted::of).toList(),
                lines,
                kinds(key, all, kind),
                all.size() < session.events() && all.size() >= Activities.MOST_OF_A_SESSION,
                lines.stream()
                        .flatMap(line -> line.gated().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                raised.stream().map(Timelines::found).toList());
    }

    private Map<String, List<ActivityLine.Found>> places(UUID key, List<FindingView> raised) {
        Map<String, List<ActivityLine.Found>> places = new HashMap<>();
        for (FindingView finding : raised) {
            for (Occurrence occurrence : findings.occurrences(finding.id())) {
                if (key.equals(occurrence.sessionKey())) {
                    places.computeIfAbsent(occurrence.reference().replace('/', '-'), place -> new ArrayList<>())
                            .add(found(finding));
                }
            }
        }
        return places;
    }

    private static ActivityLine.Found found(FindingView finding) {
        return new ActivityLine.Found(finding.id(), finding.title(), finding.severity());
    }

    private static FindingFilter ofSession(UUID key) {
        return new FindingFilter(List.of(), List.of(), List.of(), List.of(), null, null, null, key, null, null);
    }

    private static String action(RecordedActivity activity) {
        String action = activity.text(Field.EVENT_ACTION.key());
        return action == null ? "other" : action;
    }

    private static List<Timeline.Kind> kinds(UUID key, List<RecordedActivity> all, @Nullable String chosen) {
        Map<String, Long> counts =
                all.stream().collect(Collectors.groupingBy(Timelines::action, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> {
                    boolean isChosen = entry.getKey().equals(chosen);
                    String href = "/sessions/" + key + (isChosen ? "" : "?kind=" + entry.getKey());
                    return new Timeline.Kind(entry.getKey(), entry.getValue(), isChosen, href);
                })
                .toList();
    }
}
