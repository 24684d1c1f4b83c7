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

/** Local accounts: user name, password (bcrypt) and role. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, UUID> {

    private static final int SHORTEST_PASSWORD = 8;
    // bcrypt reads no more; a longer password would be cut in silence.
    private static final int LONGEST_PASSWORD = 72;

    private final Clock clock;
    private final String hashOfNobody;

    Accounts(Clock clock) {
        this.clock = clock;
        this.hashOfNobody = BcryptUtil.bcryptHash(UUID.randomUUID().toString());
    }

    /** @throws ProblemException when the password is shorter than 8 characters or longer than 72 bytes */
    @Transactional
    public void create(String username, String password, Role role) {
        int bytes = password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (password.length() < SHORTEST_PASSWORD || bytes > LONGEST_PASSWORD) {
            throw ProblemException.invalid(
                    "password: %d to %d characters are expected".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        persist(new Account(Ids.at(clock.instant()), username, BcryptUtil.bcryptHash(password), role, clock.instant()));
    }

    @Transactional
    public boolean areThereAny() {
        return count() > 0;
    }

    /** The role, when the password is right. Takes as long for a name that nobody has. */
    @Transactional
    Optional<Role> roleOf(String username, String password) {
        Optional<Account> account = find("username", username).firstResultOptional();
        String hash = account.map(found -> found.passwordHash).orElse(hashOfNobody);
        boolean right = BcryptUtil.matches(password, hash);
        return account.filter(found -> right).map(found -> Role.of(found.role));
    }

    @Transactional
    Optional<Role> roleOf(String username) {
        return find("username", username).firstResultOptional().map(found -> Role.of(found.role));
    }
}
