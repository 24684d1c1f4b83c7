package io.elevenfold.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose data somebody may see. Queries add it as a condition, so that what is out of sight is neither read, counted nor
 * paged over.
 *
 * @param everything nothing is out of sight; the other two say nothing then
 * @param person sees themselves and those whom they lead; null for nobody
 * @param teams whose members are in sight
 */
public record Sight(boolean everything, @Nullable UUID person, Set<UUID> teams) {

    public static final Sight EVERYTHING = new Sight(true, null, Set.of());
    public static final Sight NOTHING = new Sight(false, null, Set.of());

    public Sight {
        teams = Set.copyOf(teams);
    }

    /** @param teams the only ones that a person of security may see; empty for all */
    static Sight of(Role role, @Nullable UUID person, Set<UUID> teams) {
        return switch (role) {
            case ADMINISTRATOR, CISO, AUDITOR -> EVERYTHING;
            case SECURITY -> teams.isEmpty() ? EVERYTHING : new Sight(false, person, teams);
            case EXTERNAL_AUDITOR -> NOTHING;
            case DEVELOPER -> new Sight(false, person, Set.of());
        };
    }

    /**
     * The condition for a column that holds a person's id. A row that belongs to nobody is in sight only of those who
     * see everything.
     */
    public Condition over(String column) {
        if (everything) {
            return new Condition("true", List.of());
        }
        List<String> ways = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        if (person != null) {
            ways.add("id = ? or manager_id = ?");
            parameters.add(person);
            parameters.add(person);
        }
        if (!teams.isEmpty()) {
            ways.add("team_id = any(?)");
            parameters.add(teams);
        }
        return ways.isEmpty()
                ? new Condition("false", List.of())
                : new Condition(
                        "%s in (select id from person where %s)".formatted(column, String.join(" or ", ways)),
                        parameters);
    }

    /** @param parameters one for each question mark */
    public record Condition(String sql, List<Object> parameters) {

        public Condition {
            parameters = List.copyOf(parameters);
        }
    }
}
