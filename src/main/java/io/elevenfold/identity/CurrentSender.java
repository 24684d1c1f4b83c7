package io.elevenfold.identity;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** Who sends the request at hand. */
@RequestScoped
public class CurrentSender {

    private final SecurityIdentity identity;

    CurrentSender(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** @throws IllegalStateException when the request did not come with a machine's token */
    public Sender get() {
        Sender sender = identity.getAttribute(TokenIdentityProvider.SENDER);
        if (sender == null) {
            throw new IllegalStateException("this door is open to tokens only");
        }
        return sender;
    }
}
