package io.elevenfold.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Reads a realm through Keycloak's admin API. */
@ApplicationScoped
class KeycloakRealm {

    private static final int PAGE = 200;
    private static final int MOST_PEOPLE = 200_000;
    private static final int MOST_EVENTS = 10_000;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private final DirectoryConfig config;

    KeycloakRealm(DirectoryConfig config) {
        this.config = config;
    }

    boolean isConfigured() {
        return config.url().isPresent();
    }

    /** One connection for one run. The realm's answers are as of then. */
    Connection open() {
        Keycloak keycloak = KeycloakBuilder.builder()
                .serverUrl(config.url().orElseThrow())
                .realm(config.realm())
                .clientId(config.clientId())
                .clientSecret(config.clientSecret().orElse(""))
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .build();
        return new Connection(keycloak, keycloak.realm(config.realm()), config);
    }

    /** An open connection. */
    static final class Connection implements AutoCloseable {

        private final Keycloak keycloak;
        private final RealmResource realm;
        private final DirectoryConfig config;

        Connection(Keycloak keycloak, RealmResource realm, DirectoryConfig config) {
            this.keycloak = keycloak;
            this.realm = realm;
            this.config = config;
        }

        /** Ids of everybody. */
        List<String> everybody() {
            List<String> ids = new ArrayList<>();
            List<UserRepresentation> page;
            do {
                page = realm.users().list(ids.size(), PAGE);
                page.forEach(user -> ids.add(user.getId()));
            } while (page.size() == PAGE && ids.size() < MOST_PEOPLE);
            return ids;
        }

        /**
         * Ids of those whom an administrator changed since a moment. Empty, and not an empty set, when the realm keeps
         * no such events, tells too many, or something changed that concerns nobody by name, as a role or a group.
         */
        Optional<Set<String>> changedSince(Instant since) {
            if (!Boolean.TRUE.equals(realm.getRealmEventsConfig().isAdminEventsEnabled())) {
                return Optional.empty();
            }
            Set<String> changed = new TreeSet<>();
            for (int first = 0; first < MOST_EVENTS; first += PAGE) {
                // Dates are whole days to Keycloak, so older events of the day come along.
                List<AdminEventRepresentation> events = realm.getAdminEvents(
                        null, null, null, null, null, null, null, DAY.format(since), null, first, PAGE);
                for (AdminEventRepresentation event : events) {
                    if (event.getTime() < since.toEpochMilli()) {
                        return Optional.of(changed);
                    }
                    String path = event.getResourcePath() == null ? "" : event.getResourcePath();
                    if (path.startsWith("users/")) {
                        changed.add(path.split("/", -1)[1]);
                    } else if (path.startsWith("groups") || path.startsWith("roles")) {
                        return Optional.empty();
                    }
                }
                if (events.size() < PAGE) {
                    return Optional.of(changed);
                }
            }
            return Optional.empty();
        }

        /** One person; {@link DirectoryPerson#gone} when Keycloak does not know the id. */
        DirectoryPerson read(String id) {
            try {
                UserResource resource = realm.users().get(id);
                UserRepresentation user = resource.toRepresentation();
                Set<String> roles = new TreeSet<>();
                for (RoleRepresentation role : resource.roles().realmLevel().listEffective()) {
                    roles.add(role.getName());
                }
                List<String> groups = resource.groups().stream()
                        .map(GroupRepresentation::getPath)
                        .toList();
                return person(user, roles, groups);
            } catch (WebApplicationException e) {
                if (e.getResponse().getStatus() == 404) {
                    return DirectoryPerson.gone(id);
                }
                throw e;
            }
        }

        private DirectoryPerson person(UserRepresentation user, Set<String> roles, List<String> groups) {
            String name = (orEmpty(user.getFirstName()) + " " + orEmpty(user.getLastName())).strip();
            return new DirectoryPerson(
                    user.getId(),
                    user.getUsername(),
                    user.getEmail(),
                    name.isEmpty() ? user.getUsername() : name,
                    Role.among(roles).orElse(Role.DEVELOPER),
                    ProviderClaims.firstTeam(groups),
                    attribute(user, config.managerAttribute()),
                    ProviderClaims.zone(attribute(user, config.zoneAttribute())),
                    !Boolean.FALSE.equals(user.isEnabled()));
        }

        private static @Nullable String attribute(UserRepresentation user, String name) {
            Map<String, List<String>> attributes = user.getAttributes();
            List<String> values = attributes == null ? null : attributes.get(name);
            return values == null || values.isEmpty() ? null : values.get(0);
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }

        @Override
        public void close() {
            keycloak.close();
        }
    }
}
