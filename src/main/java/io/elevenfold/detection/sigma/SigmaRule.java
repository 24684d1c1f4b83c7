package io.elevenfold.detection.sigma;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Sigma rule for single events, validated (Sigma 2.1, Rules Specification).
 *
 * @param id a UUID; null when the rule has none
 * @param name a second way to refer to the rule; null when it has none
 * @param tags as written, for example {@code attack.t1059}
 * @param custom keys that Sigma does not know, with their plain values
 * @param location {@code file:line} of the document
 */
public record SigmaRule(
        @Nullable String id,
        @Nullable String name,
        String title,
        Level level,
        @Nullable String description,
        @Nullable String author,
        List<String> references,
        List<String> falsePositives,
        List<String> tags,
        LogSource logSource,
        Detection detection,
        Map<String, Object> custom,
        String location) {

    public SigmaRule {
        references = List.copyOf(references);
        falsePositives = List.copyOf(falsePositives);
        tags = List.copyOf(tags);
        custom = Map.copyOf(custom);
    }

    /** The same rule with another level and detection. */
    public SigmaRule with(Level other, Detection narrower) {
        return changed(id, other, logSource, narrower);
    }

    /** The same rule for other events. */
    public SigmaRule with(LogSource other, Detection renamed) {
        return changed(id, level, other, renamed);
    }

    /** The same rule under another id, with another detection. */
    public SigmaRule withId(String other, Detection detectionOfIt) {
        return changed(other, level, logSource, detectionOfIt);
    }

    private SigmaRule changed(@Nullable String newId, Level newLevel, LogSource newSource, Detection newDetection) {
        return new SigmaRule(
                newId,
                name,
                title,
                newLevel,
                description,
                author,
                references,
                falsePositives,
                tags,
                newSource,
                newDetection,
                custom,
                location);
    }

    /** The id, or the title of a rule without one. */
    public String label() {
        return id == null ? title : id;
    }
}
