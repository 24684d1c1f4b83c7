package io.elevenfold.detection.sigma;

import java.util.List;

/**
 * The fields of a compiled set of rules, by their number.
 *
 * @param names the fields' names
 * @param literals what the rules look for in each
 */
public record FieldIndex(List<String> names, List<LiteralIndex> literals) {

    public FieldIndex {
        names = List.copyOf(names);
        literals = List.copyOf(literals);
    }
}
