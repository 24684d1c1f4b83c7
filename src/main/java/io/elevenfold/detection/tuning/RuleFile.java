package io.elevenfold.detection.tuning;

import org.jspecify.annotations.Nullable;

/**
 * A file of rules as it was handed in.
 *
 * @param problem why it cannot be read at all; null for a text
 */
public record RuleFile(String name, String text, @Nullable String problem) {

    static RuleFile unreadable(String name, String problem) {
        return new RuleFile(name, "", problem);
    }
}
