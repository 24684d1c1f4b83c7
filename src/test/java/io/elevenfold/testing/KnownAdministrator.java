package io.elevenfold.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The first administrator's password and a token of theirs, so that tests can sign in. */
public final class KnownAdministrator implements QuarkusTestResourceLifecycleManager {

    /** The password of the account {@code admin}. */
    public static final String PASSWORD = "correct horse battery staple";

    /** An API token with the role of an administrator. */
    public static final String TOKEN = "the-administrators-token-in-tests";

    @Override
    public Map<String, String> start() {
        return Map.of("elevenfold.admin-password", PASSWORD, "elevenfold.bootstrap-token", TOKEN);
    }

    @Override
    public void stop() {
        // Nothing was started.
    }
}
