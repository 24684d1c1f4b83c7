package io.elevenfold.detection.tuning;

import io.elevenfold.detection.Rule;
import java.util.List;

/**
 * A placeholder of rules, and what it stands for here.
 *
 * @param name without percent signs
 * @param values in force; empty when a rule asks for it and nobody said what it stands for
 * @param ours whether the organisation set them; the shipped ones count otherwise
 * @param rules that ask for it
 */
public record Placeholder(String name, List<String> values, boolean ours, List<Rule> rules) {

    public Placeholder {
        values = List.copyOf(values);
        rules = List.copyOf(rules);
    }
}
