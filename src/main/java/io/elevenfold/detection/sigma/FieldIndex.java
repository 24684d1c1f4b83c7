package io.elevenfold.detection.sigma;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

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

    /** For events about which only these predicates are asked: what others look for is not looked for. */
    public FieldIndex only(List<Predicate> predicates) {
        List<BitSet> asked = names.stream().map(name -> new BitSet()).toList();
        predicates.forEach(predicate ->
                predicate.forEachLiteral((mask, slot) -> mask.literals().forEach(asked.get(slot)::set)));
        return new FieldIndex(
                names,
                IntStream.range(0, names.size())
                        .mapToObj(slot -> literals.get(slot).only(asked.get(slot)))
                        .toList());
    }
}
