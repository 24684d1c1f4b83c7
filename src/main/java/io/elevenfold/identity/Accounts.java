package io.elevenfold.identity;

import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Local accounts: user name, password (bcrypt) and role. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, UUID> {

    private static final int SHORTEST_PASSWORD = 8;
    // bcrypt reads no more; a longer password would be cut in silence.
    private static final int LONGEST_PASSWORD = 72;

    private final Clock clock;
    private final Sights sights;
    private final String hashOfNobody;

    Accounts(Clock clock, Sights sights) {
        this.sights = sights;
        this.clock = clock;
        this.hashOfNobody = BcryptUtil.bcryptHash(UUID.randomUUID().toString());
    }

    /** An account that belongs to nobody we know. */
    @Transactional
    public void create(String username, String password, Role role) {
        create(username, password, role, null);
    }

    /**
     * An account to sign in with.
     *
     * @param personId whose account it is
     * @throws ProblemException when the password is shorter than 8 characters or longer than 72 bytes
     */
    @Transactional
    public void create(String username, String password, Role role, @Nullable UUID personId) {
        int bytes = password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (password.length() < SHORTEST_PASSWORD || bytes > LONGEST_PASSWORD) {
            throw ProblemException.invalid(
                    "password: %d to %d characters are expected".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        persist(new Account(
                Ids.at(clock.instant()), username, BcryptUtil.bcryptHash(password), role, personId, clock.instant()));
    }

    @Transactional
    public boolean areThereAny() {
        return count() > 0;
    }

    /** Who it is, when the password is right. Takes as long for a name that nobody has. */
    @Transactional
    Optional<SignedIn> signIn(String username, String password) {
        Optional<Account> account = find("username", username).firstResultOptional();
        String hash = account.map(found -> found.passwordHash).orElse(hashOfNobody);
        boolean right = BcryptUtil.matches(password, hash);
        return account.filter(found -> right).map(this::signedIn);
    }

    private SignedIn signedIn(Account account) {
        Role role = Role.of(account.role);
        return new SignedIn(account.username, role, account.personId, sights.of(role, account.personId));
    }

    @Transactional
    Optional<SignedIn> withName(String username) {
        return find("username", username).firstResultOptional().map(this::signedIn);
    }
}
