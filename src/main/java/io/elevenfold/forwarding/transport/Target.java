package io.elevenfold.forwarding.transport;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where to, and with which secrets.
 *
 * @param address a URL, {@code host:port}, or for Kafka several of them with commas
 * @param options what else the kind asks for: see {@link TransportKind}
 * @param secret token, key or password; null when the receiver wants none
 * @param authorities PEM of a private CA; null: those that Java brings
 * @param client PEM of a client certificate with its key; null: none
 * @param privateAllowed whether private addresses are allowed, and connections without TLS
 */
public record Target(
        TransportKind kind,
        String address,
        Map<String, String> options,
        @Nullable String secret,
        @Nullable String authorities,
        @Nullable String client,
        boolean privateAllowed) {

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    AddressGuard guard() {
        return new AddressGuard(privateAllowed);
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return kind + " " + address;
    }
}
