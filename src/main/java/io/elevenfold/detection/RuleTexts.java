package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that are in force, as text, with what was made of them here. */
public interface RuleTexts {

    /** Empty when there is no rule of this id, shipped or taken in. */
    Optional<Tuned> textOf(String id);

    /** Names, placeholders and log sources as they are at this moment. */
    RuleDocuments.Known known();

    /**
     * What is to be tried.
     *
     * @param rule the id of a rule over events, as it is tuned here, be it on or off; null for a draft
     * @param yaml a draft: one rule, or a correlation or sequence with or without the rules that it names
     * @throws ProblemException when there is no such rule
     * @throws ContentException with line and reason when the draft is wrong
     */
    Trial trial(@Nullable String rule, @Nullable String yaml);

    /**
     * @param subject id, or the title of a draft without one
     * @param rules the subject and what feeds it, nothing else
     * @param actions the kinds of activity that it looks at; empty for every kind
     * @param joins whether it looks at several events
     */
    record Trial(String subject, String title, RunningRules rules, Set<String> actions, boolean joins) {

        public Trial {
            actions = Set.copyOf(actions);
        }
    }

    /**
     * @param enabled whether the rule runs
     * @param exclusions what else must hold, beside the rule itself
     */
    record Tuned(String yaml, boolean enabled, List<Exclusion> exclusions) {

        public Tuned {
            exclusions = List.copyOf(exclusions);
        }
    }

    /**
     * @param title who excludes
     * @param detection what must hold for an event to be left in
     * @param block where it is written
     */
    record Exclusion(String title, Detection detection, ContentNode block) {}
}
