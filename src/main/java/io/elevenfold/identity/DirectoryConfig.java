package io.elevenfold.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The Keycloak realm that people and teams are taken over from. Without an address nothing is asked. */
@ConfigMapping(prefix = "elevenfold.directory")
interface DirectoryConfig {

    /** Keycloak's address, for example {@code https://sso.example.com}. */
    Optional<String> url();

    @WithDefault("elevenfold")
    String realm();

    /** A confidential client with a service account that may view users, the realm and its events. */
    @WithDefault("elevenfold-directory")
    String clientId();

    Optional<String> clientSecret();

    /** How often changes are taken over, as a duration. */
    @WithDefault("5m")
    String every();

    /** Everybody is read again when the last time was longer ago: what Keycloak's events do not tell comes to light. */
    @WithDefault("24h")
    Duration wholeEvery();

    /**
     * A run in which more than this share of the known people (in percent, and more than ten) would leave changes nothing
     * and is told as failed: a directory that answers wrongly must not lock an organisation out.
     */
    @WithDefault("50")
    int mostLeavers();

    /** The attribute of a Keycloak user that holds user name or address of who leads them. */
    @WithDefault("manager")
    String managerAttribute();

    /** The attribute of a Keycloak user that holds their time zone. */
    @WithDefault("zoneinfo")
    String zoneAttribute();
}
