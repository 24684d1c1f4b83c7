package io.elevenfold.detection;

import io.elevenfold.detection.sigma.Detection;
import io.elevenfold.platform.content.ContentNode;
import java.util.List;
import java.util.Optional;

/** The rules that are in force, as text, with what was made of them here. */
public interface RuleTexts {

    /** Empty when there is no rule of this id, shipped or taken in. */
    Optional<Tuned> textOf(String id);

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
