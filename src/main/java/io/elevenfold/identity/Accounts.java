package io.elevenfold.identity;

import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Local accounts: user name, password (bcrypt), role, and a second step for those who want it. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, UUID> {

    private static final int SHORTEST_PASSWORD = 8;
    // bcrypt reads no more; a longer password would be cut in silence.
    private static final int LONGEST_PASSWORD = 72;

    private final Clock clock;
    private final Sights sights;
    private final People people;
    private final SecondStep secondStep;
    private final AuditTrail trail;
    private final String hashOfNobody;

    Accounts(Clock clock, Sights sights, People people, SecondStep secondStep, AuditTrail trail) {
        this.clock = clock;
        this.sights = sights;
        this.people = people;
        this.secondStep = secondStep;
        this.trail = trail;
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
        create(username, password, role, personId, null, Actor.SYSTEM);
    }

    /**
     * An account to sign in with.
     *
     * @param until when the role ends; null for no end, which an auditor's may not have
     * @throws ProblemException when a field cannot be accepted, or the name is taken
     */
    @Transactional
    public AccountView create(
            String username, String password, Role role, @Nullable UUID personId, @Nullable Instant until, Actor by) {
        if (!username.matches("[A-Za-z0-9._@+-]{1,100}")) {
            throw ProblemException.invalid("username: 1 to 100 letters, digits and . _ @ + - are expected");
        }
        if (!by.equals(Actor.SYSTEM)) {
            RoleTimes.check(role, until, clock.instant());
        }
        if (isName(username)) {
            throw new ProblemException(ProblemType.CONFLICT, "Another account has that name");
        }
        Instant now = clock.instant();
        Account account = new Account(Ids.at(now), username, hash(password), role, personId, now);
        account.roleUntil = until;
        persist(account);
        trail.keep(by, "account.made", account.id, Map.of("name", username, "role", role.word()));
        return account.view();
    }

    private static String hash(String password) {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (password.length() < SHORTEST_PASSWORD || bytes > LONGEST_PASSWORD) {
            throw ProblemException.invalid(
                    "password: %d to %d characters are expected".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        return BcryptUtil.bcryptHash(password);
    }

    @Transactional
    public boolean areThereAny() {
        return count() > 0;
    }

    @Transactional
    boolean isName(String username) {
        return count("username", username) > 0;
    }

    /** By name. */
    @Transactional
    public List<AccountView> all() {
        return list("order by username").stream().map(Account::view).toList();
    }

    /** Who it is, when all that is asked for is right. Takes as long for a name that nobody has. */
    @Transactional
    Optional<Admitted> admit(String username, String password, String code) {
        Optional<Account> account = find("username", username).firstResultOptional();
        String hash = account.map(found -> found.passwordHash).orElse(hashOfNobody);
        boolean right = BcryptUtil.matches(password, hash);
        return account.filter(found -> right)
                .filter(found -> found.totpSince == null || secondStep.accepts(found, code))
                .flatMap(found -> signedIn(found).map(who -> new Admitted(found.id, who)));
    }

    /** Empty when the account is blocked, over, or belongs to somebody who left. */
    @Transactional
    Optional<SignedIn> usable(UUID id) {
        return findByIdOptional(id).flatMap(this::signedIn);
    }

    private Optional<SignedIn> signedIn(Account account) {
        Role role = Role.of(account.role);
        if (!account.isUsableAt(clock.instant()) || hasLeft(account.personId)) {
            return Optional.empty();
        }
        return Optional.of(new SignedIn(account.username, role, account.personId, sights.of(role, account.personId)));
    }

    private boolean hasLeft(@Nullable UUID person) {
        return person != null
                && people.withId(person).map(found -> found.leftAt() != null).orElse(false);
    }

    /**
     * Blocks an account, or lets it in again. Its sessions are over at once.
     *
     * @throws ProblemException when there is no such account, or it is the last administrator's
     */
    @Transactional
    public void block(UUID id, boolean blocked, Actor by) {
        Account account = existing(id);
        if (blocked && account.role.equals(Role.ADMINISTRATOR.word()) && isLastAdministrator(id)) {
            throw new ProblemException(ProblemType.CONFLICT, "Nobody else could administer any more");
        }
        account.disabledAt = blocked ? clock.instant() : null;
        endSessions(id);
        trail.keep(by, blocked ? "account.blocked" : "account.admitted", id, Map.of("name", account.username));
    }

    private boolean isLastAdministrator(UUID id) {
        return count("role = ?1 and disabledAt is null and id <> ?2", Role.ADMINISTRATOR.word(), id) == 0;
    }

    /** Takes the second step away from somebody who lost their authenticator. */
    @Transactional
    public void forgetSecondStep(UUID id, Actor by) {
        Account account = existing(id);
        account.totpSecret = null;
        account.totpSince = null;
        account.recoveryCodes = new byte[0][];
        trail.keep(by, "account.second_step_removed", id, Map.of("name", account.username));
    }

    void endSessions(UUID account) {
        getEntityManager()
                .createNativeQuery(
                        "update sign_in set ended_at = :now where account_id = :account and ended_at is null")
                .setParameter("now", clock.instant())
                .setParameter("account", account)
                .executeUpdate();
    }

    Account existing(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> ProblemException.notFound("No account has the id " + id));
    }

    /** @throws ProblemException when the new one is too short or too long */
    void changePassword(Account account, String password) {
        account.passwordHash = hash(password);
        endSessions(account.id);
    }

    /** Somebody who knew all that was asked for. */
    record Admitted(UUID account, SignedIn who) {}
}
