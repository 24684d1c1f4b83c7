package io.elevenfold.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether an OpenID Connect provider is configured; without one the service speaks to nobody. */
@ApplicationScoped
public class IdentityProviderState {

    private final boolean on;
    private final Optional<String> address;

    IdentityProviderState(
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean on,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> address) {
        this.on = on;
        this.address = address;
    }

    public boolean isOn() {
        return on;
    }

    /** Scheme, host and port of the provider: where signing out leads to. Empty when there is none. */
    public Optional<String> origin() {
        return on
                ? address.map(URI::create).map(uri -> uri.getScheme() + "://" + uri.getAuthority())
                : Optional.empty();
    }
}
