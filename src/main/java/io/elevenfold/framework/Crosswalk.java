package io.elevenfold.framework;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The mappings, from either side. */
final class Crosswalk {

    private final List<Mapping> mappings;
    private final Map<String, List<Mapping>> byControl;
    private final Map<RequirementRef, List<Mapping>> byRequirement;
    /** What lies at the far end of the mappings, numbered in the order in which it is shown. */
    private final Map<RequirementRef, Target> targets = new HashMap<>();

    Crosswalk(List<Framework> frameworksInOrder, List<Mapping> unordered) {
        Set<RequirementRef> mapped = new HashSet<>();
        unordered.forEach(mapping -> mapped.add(mapping.requirement()));
        for (Framework framework : frameworksInOrder) {
            Map<String, Requirement> byId = new TreeMap<>(NaturalOrder.INSTANCE);
            framework.requirements().forEach(requirement -> byId.put(requirement.id(), requirement));
            byId.forEach((id, requirement) -> {
                RequirementRef ref = framework.edition().requirement(id);
                if (mapped.contains(ref)) {
                    targets.put(ref, new Target(targets.size(), framework.family(), requirement.title()));
                }
            });
        }
        mappings = unordered.stream()
                .sorted(Comparator.comparing(Mapping::control)
                        .thenComparing(mapping -> target(mapping.requirement()).rank()))
                .toList();
        byControl = mappings.stream().collect(groupingBy(Mapping::control));
        byRequirement = mappings.stream().collect(groupingBy(Mapping::requirement));
    }

    List<Mapping> all() {
        return mappings;
    }

    List<Mapping> of(String control) {
        return Collections.unmodifiableList(byControl.getOrDefault(control, List.of()));
    }

    List<Mapping> to(RequirementRef requirement) {
        return Collections.unmodifiableList(byRequirement.getOrDefault(requirement, List.of()));
    }

    List<RequirementRef> requirementsOf(Collection<String> controls) {
        return controls.stream()
                .distinct()
                .flatMap(control -> of(control).stream())
                .map(Mapping::requirement)
                .distinct()
                .sorted(Comparator.comparingInt(ref -> target(ref).rank()))
                .toList();
    }

    Map<Family, List<MappedRequirement>> requirementsByFamily(Collection<String> controls) {
        Set<String> asked = Set.copyOf(controls);
        Map<Family, List<MappedRequirement>> byFamily = new EnumMap<>(Family.class);
        Family.ALWAYS_SHOWN.forEach(family -> byFamily.put(family, new ArrayList<>()));
        for (RequirementRef ref : requirementsOf(asked)) {
            Target target = target(ref);
            List<Mapping> fromAsked = to(ref).stream()
                    .filter(mapping -> asked.contains(mapping.control()))
                    .toList();
            byFamily.computeIfAbsent(target.family(), family -> new ArrayList<>())
                    .add(new MappedRequirement(ref, target.title(), fromAsked));
        }
        byFamily.replaceAll((family, requirements) -> List.copyOf(requirements));
        return Collections.unmodifiableMap(byFamily);
    }

    private Target target(RequirementRef requirement) {
        Target target = targets.get(requirement);
        if (target == null) {
            throw new IllegalArgumentException("mapped to what no framework has: " + requirement);
        }
        return target;
    }

    private record Target(int rank, Family family, String title) {}
}
