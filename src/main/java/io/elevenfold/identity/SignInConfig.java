package io.elevenfold.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How people come in. */
@ConfigMapping(prefix = "elevenfold.sign-in")
interface SignInConfig {

    /** Whether local accounts may sign in; switch them off where an identity provider is the only way. */
    @WithDefault("true")
    boolean local();

    /** A session of a local account ends after this time without a request. */
    @WithDefault("1h")
    Duration idle();

    /** A session of a local account ends after this time, whatever happens in it. */
    @WithDefault("12h")
    Duration longest();
}
