package io.elevenfold.detection;

import io.elevenfold.activity.Activity;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All rules that hold a report against what was seen, or not seen. */
public final class Contradictions {

    private final List<ContradictionRule> all;
    private final List<SilenceRule> silences;

    private Contradictions(List<ContradictionRule> all, List<SilenceRule> silences) {
        this.all = all;
        this.silences = silences;
    }

    static Contradictions read(List<ContentNode> documents) {
        List<ContradictionRule> all = new ArrayList<>();
        List<SilenceRule> silences = new ArrayList<>();
        for (ContentNode document : documents) {
            document.onlyKeys(
                    "title",
                    "id",
                    "description",
                    "references",
                    "unmapped",
                    "author",
                    "date",
                    "modified",
                    "tags",
                    "observed",
                    "silence",
                    "declared",
                    "falsepositives",
                    "level",
                    "guide",
                    "tests");
            Envelope.check(document);
            boolean hasObserved = document.optional("observed").isPresent();
            if (hasObserved == document.optional("silence").isPresent()) {
                throw document.wrong("expected either 'observed' or 'silence'");
            }
            if (hasObserved) {
                all.add(ContradictionRule.read(document));
            } else {
                silences.add(SilenceRule.read(document));
            }
        }
        return new Contradictions(List.copyOf(all), List.copyOf(silences));
    }

    /** The rules for which this event gives reason to look at the endpoint's report. */
    public List<ContradictionRule> observedBy(Activity activity) {
        List<ContradictionRule> observing = null;
        for (ContradictionRule rule : all) {
            if (rule.observes(activity)) {
                observing = observing == null ? new ArrayList<>() : observing;
                observing.add(rule);
            }
        }
        return observing == null ? List.of() : List.copyOf(observing);
    }

    List<ContradictionRule> all() {
        return all;
    }

    List<SilenceRule> silences() {
        return silences;
    }

    Stream<Rule> rules() {
        return Stream.concat(
                all.stream().map(ContradictionRule::rule), silences.stream().map(SilenceRule::rule));
    }
}
