package io.elevenfold.console.compliance;

import io.elevenfold.compliance.RequirementView;
import io.elevenfold.framework.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A requirement with its place in the tree.
 *
 * @param depth 0 at the top, at most 3
 */
public record TreeRow(RequirementView requirement, int depth) {

    private static final int DEEPEST = 3;

    /** @param requirements parents before their children */
    static List<TreeRow> of(List<RequirementView> requirements) {
        Map<String, Integer> depths = new HashMap<>();
        List<TreeRow> rows = new ArrayList<>();
        for (RequirementView requirement : requirements) {
            int depth = requirement.parent() == null ? 0 : depths.getOrDefault(requirement.parent(), -1) + 1;
            depths.put(requirement.id(), depth);
            rows.add(new TreeRow(requirement, Math.min(depth, DEEPEST)));
        }
        return rows;
    }

    public boolean isHeading() {
        return requirement.kind() == Requirement.Kind.GROUP;
    }
}
