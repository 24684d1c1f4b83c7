package io.elevenfold.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the first administrator, and the token for automation when one was configured. */
@ApplicationScoped
class FirstStart {

    private static final Logger LOG = Logger.getLogger(FirstStart.class);
    private static final String USERNAME = "admin";

    private final Accounts accounts;
    private final Tokens tokens;
    private final SignInConfig config;
    private final Optional<String> password;
    private final Optional<String> bootstrapToken;

    FirstStart(
            Accounts accounts,
            Tokens tokens,
            SignInConfig config,
            @ConfigProperty(name = "elevenfold.admin-password") Optional<String> password,
            @ConfigProperty(name = "elevenfold.bootstrap-token") Optional<String> bootstrapToken) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.config = config;
        this.password = password;
        this.bootstrapToken = bootstrapToken;
    }

    void onStart(@Observes StartupEvent event) {
        if (!config.local() || accounts.areThereAny()) {
            admitBootstrapToken();
            return;
        }
        String chosen = password.orElseGet(() -> Secrets.fresh("").substring(0, 20));
        accounts.create(USERNAME, chosen, Role.ADMINISTRATOR);
        if (password.isEmpty()) {
            LOG.infof("First start: sign in as '%s' with the password %s (it is not shown again)", USERNAME, chosen);
        }
        admitBootstrapToken();
    }

    /** Once: a token that was revoked stays revoked. */
    private void admitBootstrapToken() {
        bootstrapToken.ifPresent(secret -> tokens.admit("bootstrap", Role.ADMINISTRATOR, secret));
    }
}
