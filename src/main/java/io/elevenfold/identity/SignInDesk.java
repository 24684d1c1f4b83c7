package io.elevenfold.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Signing in with a local account: throttled by name and by address, and kept whether it succeeds or not. */
@ApplicationScoped
public class SignInDesk {

    private static final int LONGEST_NAME = 200;

    private final Accounts accounts;
    private final SignIns signIns;
    private final SignInThrottle throttle;
    private final SignInConfig config;
    private final AuditTrail trail;

    SignInDesk(Accounts accounts, SignIns signIns, SignInThrottle throttle, SignInConfig config, AuditTrail trail) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.throttle = throttle;
        this.config = config;
        this.trail = trail;
    }

    /** Whether local accounts may sign in at all. */
    public boolean isOpen() {
        return config.local();
    }

    /**
     * Begins a session.
     *
     * @param code of the second step; empty when the account has none
     * @param address where the request comes from
     * @param agent what the browser calls itself
     * @return the value for the session's cookie; empty when name, password and code do not go together, or the next try
     *     has to wait
     */
    public Optional<String> signIn(String name, String password, String code, String address, String agent) {
        if (!config.local() || name.length() > LONGEST_NAME || !throttle.mayTry(name, address)) {
            return Optional.empty();
        }
        Optional<Accounts.Admitted> admitted = accounts.admit(name, password, code);
        if (admitted.isEmpty()) {
            throttle.failed(name, address);
            // The name may be a password that went into the wrong field: only one that exists is repeated.
            trail.note(
                    new Actor(accounts.isName(name) ? name : "unknown", null),
                    "sign_in.failed",
                    AuditTrail.NOBODY,
                    Map.of("by", "password", "address", address));
            return Optional.empty();
        }
        throttle.succeeded(name);
        return admitted.map(who -> signIns.begin(who.account(), who.who(), agent));
    }

    public void signOut(String cookie) {
        signIns.end(cookie);
    }
}
