package io.elevenfold.identity;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.json.JsonString;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * What a token of the provider says, in bounds.
 *
 * @param subject the provider's own id of the person
 * @param emailVerified whether the provider vouches for the address
 * @param role the mightiest of our words among the roles; a developer without any
 * @param team the first by name; null for none
 * @param zone of OpenID Connect Core §5.1; null when it is not told, or is none
 * @param issuedAt when the provider said so
 * @param proof of {@code auth_time} (OpenID Connect Core §2), else of the token itself
 */
record ProviderClaims(
        String subject,
        String email,
        boolean emailVerified,
        String name,
        Role role,
        @Nullable String team,
        @Nullable String zone,
        Instant issuedAt,
        Proof proof) {

    private static final int LONGEST = 200;

    /** @throws AuthenticationFailedException for a token of a machine, or without what we need */
    static ProviderClaims of(JsonWebToken token, Set<String> roles) {
        String subject = token.getSubject();
        String email = token.getClaim("email");
        if (subject == null || subject.length() > LONGEST || email == null || email.length() > LONGEST) {
            throw new AuthenticationFailedException("the token names no person: sub and email are expected");
        }
        String name = token.getClaim("name");
        Object verified = token.getClaim("email_verified");
        Object groups = token.getClaim("groups");
        return new ProviderClaims(
                subject,
                email,
                verified != null && Boolean.parseBoolean(verified.toString()),
                name == null || name.isBlank() || name.length() > LONGEST ? email : name,
                Role.among(roles).orElse(Role.DEVELOPER),
                firstTeamOf(groups),
                zone(token.getClaim("zoneinfo")),
                Instant.ofEpochSecond(token.getIssuedAtTime()),
                new Proof("oidc", authenticatedAt(token)));
    }

    private static Instant authenticatedAt(JsonWebToken token) {
        Object time = token.getClaim("auth_time");
        long issued = token.getIssuedAtTime();
        if (time == null) {
            return Instant.ofEpochSecond(issued);
        }
        try {
            return Instant.ofEpochSecond(Math.min(Long.parseLong(time.toString()), issued));
        } catch (NumberFormatException e) {
            return Instant.ofEpochSecond(issued);
        }
    }

    private static @Nullable String firstTeamOf(@Nullable Object groups) {
        return groups instanceof Collection<?> several
                ? firstTeam(several.stream()
                        .map(group -> group instanceof JsonString json ? json.getString() : group.toString())
                        .toList())
                : null;
    }

    /** The text, if it names a time zone that is known here. */
    static @Nullable String zone(@Nullable String text) {
        return text != null && ZoneId.getAvailableZoneIds().contains(text) ? text : null;
    }

    /** Keycloak writes a group with or without the path to it. */
    static @Nullable String firstTeam(List<String> groups) {
        return groups.stream()
                .map(group -> group.substring(group.lastIndexOf('/') + 1))
                .filter(group -> !group.isBlank() && group.length() <= LONGEST)
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
