package io.elevenfold.detection.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the fields that a set of rules asks for, so that an event is read without hashing names, and collects the
 * literals that the rules look for in each. When all rules are compiled, {@link #index()} is what events are read with.
 */
public final class FieldTable {

    private final Map<String, Integer> slots = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<LiteralIndex.Builder> literals = new ArrayList<>();

    /** The number of a field; the same name gives the same number. */
    int slot(String name) {
        return slots.computeIfAbsent(name, unseen -> {
            names.add(unseen);
            literals.add(new LiteralIndex.Builder());
            return names.size() - 1;
        });
    }

    /** The number of a literal, in lower case, that a rule looks for in a field. */
    int literal(int slot, String literal) {
        return literals.get(slot).add(literal);
    }

    /** To be called when all rules are compiled. */
    public FieldIndex index() {
        return new FieldIndex(
                names, literals.stream().map(LiteralIndex.Builder::build).toList());
    }
}
