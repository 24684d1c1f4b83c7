package io.elevenfold.framework;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds frameworks by the names that people use, and what stands in them. */
final class Editions {

    /** By family and id, the newest edition of an id first. */
    static final Comparator<Framework> ORDER = Comparator.comparing(Framework::family)
            .thenComparing(Framework::id)
            .thenComparing(Framework::version, NaturalOrder.INSTANCE.reversed());

    private final List<Framework> inOrder;
    private final Map<String, List<Framework>> byName = new HashMap<>();
    private final Map<RequirementRef, Requirement> requirements = new HashMap<>();

    Editions(Collection<Framework> frameworks) {
        inOrder = frameworks.stream().sorted(ORDER).toList();
        for (Framework framework : inOrder) {
            Set<String> names = new LinkedHashSet<>(framework.aliases());
            names.add(framework.id());
            names.forEach(name ->
                    byName.computeIfAbsent(name, any -> new ArrayList<>()).add(framework));
            framework
                    .requirements()
                    .forEach(requirement ->
                            requirements.put(framework.edition().requirement(requirement.id()), requirement));
        }
    }

    List<Framework> all() {
        return inOrder;
    }

    Optional<Framework> find(String name, @Nullable String version) {
        return byName.getOrDefault(name.strip().toLowerCase(Locale.ROOT), List.of()).stream()
                .filter(framework -> version == null || framework.version().equals(version))
                .findFirst();
    }

    Optional<Requirement> requirement(RequirementRef reference) {
        return Optional.ofNullable(requirements.get(reference));
    }
}
