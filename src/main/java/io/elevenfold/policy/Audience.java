package io.elevenfold.policy;

import io.elevenfold.identity.PersonView;
import io.elevenfold.identity.Role;
import io.elevenfold.platform.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a campaign asks: who matches each list that is not empty. Three empty lists ask everybody.
 *
 * @param teams names of teams
 * @param roles words of {@link Role}
 * @param agents products that a person used lately, for example {@code claude-code}
 */
public record Audience(List<String> teams, List<String> roles, List<String> agents) {

    private static final int MOST = 100;

    /** Everybody. */
    public static final Audience EVERYBODY = new Audience(List.of(), List.of(), List.of());

    public Audience {
        teams = List.copyOf(teams);
        roles = List.copyOf(roles);
        agents = List.copyOf(agents);
        if (teams.size() > MOST || agents.size() > MOST) {
            throw ProblemException.invalid("audience: at most %d teams and agents are expected".formatted(MOST));
        }
        List<String> known = Arrays.stream(Role.values()).map(Role::word).toList();
        if (!known.containsAll(roles)) {
            throw ProblemException.invalid("roles: words of %s are expected".formatted(String.join(", ", known)));
        }
    }

    /** @param users who used one of the agents lately; not asked when the rule names none */
    boolean contains(PersonView person, Set<UUID> users) {
        // The sample organisation can be removed at one click; nobody there can be asked to sign.
        return !person.sample()
                && person.leftAt() == null
                && (teams.isEmpty() || teams.contains(String.valueOf(person.team())))
                && (roles.isEmpty() || roles.contains(person.role().word()))
                && (agents.isEmpty() || users.contains(person.id()));
    }
}
