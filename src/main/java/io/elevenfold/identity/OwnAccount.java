package io.elevenfold.identity;

import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people can do about the local account that they are signed in with. */
@RequestScoped
public class OwnAccount {

    private final SecurityIdentity identity;
    private final CurrentActor actor;
    private final Accounts accounts;
    private final SecondStep secondStep;
    private final SignInThrottle throttle;
    private final AuditTrail trail;
    private final Clock clock;

    OwnAccount(
            SecurityIdentity identity,
            CurrentActor actor,
            Accounts accounts,
            SecondStep secondStep,
            SignInThrottle throttle,
            AuditTrail trail,
            Clock clock) {
        this.identity = identity;
        this.actor = actor;
        this.accounts = accounts;
        this.secondStep = secondStep;
        this.throttle = throttle;
        this.trail = trail;
        this.clock = clock;
    }

    /** Empty for whom the identity provider vouches. */
    @Transactional
    public Optional<AccountView> view() {
        return found().map(Account::view);
    }

    private Optional<Account> found() {
        return identity.getAttribute(IdentityAugmentor.SUBJECT) != null
                ? Optional.empty()
                : accounts.find("username", identity.getPrincipal().getName()).firstResultOptional();
    }

    private Account own(String password) {
        Account account = found().orElseThrow(
                        () -> new ProblemException(ProblemType.CONFLICT, "The identity provider keeps this account"));
        if (!throttle.mayTry(account.username, "own")) {
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Too many wrong passwords");
        }
        if (!BcryptUtil.matches(password, account.passwordHash)) {
            throttle.failed(account.username, "own");
            throw ProblemException.invalid("password: the present one is expected");
        }
        return account;
    }

    /**
     * Changes the password; every session of the account is over, this one too.
     *
     * @throws ProblemException when the present password is wrong, or the new one too short or too long
     */
    @Transactional
    public void changePassword(String present, String next) {
        Account account = own(present);
        accounts.changePassword(account, next);
        trail.keep(actor.get(), "account.password_changed", account.id, Map.of("name", account.username));
    }

    /**
     * Proposes a secret for an authenticator. It is not asked for until a code of it was shown.
     *
     * @throws ProblemException when the password is wrong, or a second step is on already
     */
    @Transactional
    public Proposal propose(String password) {
        Account account = own(password);
        if (account.totpSince != null) {
            throw new ProblemException(ProblemType.CONFLICT, "The second step is on already");
        }
        byte[] secret = secondStep.newSecret();
        account.totpSecret = secondStep.seal(account.id, secret);
        account.totpStep = 0;
        return Proposal.of(account.username, Base32.of(secret));
    }

    /**
     * Switches the second step on.
     *
     * @return recovery codes, the only time that they are told
     * @throws ProblemException when nothing was proposed, or the code is not of the proposed secret
     */
    @Transactional
    public List<String> confirm(String code) {
        Account account = found().orElseThrow(
                        () -> new ProblemException(ProblemType.CONFLICT, "The identity provider keeps this account"));
        if (account.totpSecret == null || account.totpSince != null) {
            throw new ProblemException(ProblemType.CONFLICT, "No authenticator waits for its first code");
        }
        if (!throttle.mayTry(account.username, "own") || !secondStep.accepts(account, code)) {
            throttle.failed(account.username, "own");
            throw ProblemException.invalid("code: the six digits that the authenticator shows now are expected");
        }
        List<String> codes = secondStep.newRecoveryCodes();
        account.totpSince = clock.instant();
        account.recoveryCodes = codes.stream().map(Secrets::hash).toArray(byte[][]::new);
        trail.keep(actor.get(), "account.second_step_added", account.id, Map.of("name", account.username));
        return codes;
    }

    /** @throws ProblemException when the password is wrong */
    @Transactional
    public void removeSecondStep(String password) {
        accounts.forgetSecondStep(own(password).id, actor.get());
    }

    /**
     * A secret for an authenticator.
     *
     * @param secret base 32, for typing
     * @param address {@code otpauth://} as authenticators read it from a picture
     */
    public record Proposal(String secret, String address) {

        static Proposal of(String username, String secret) {
            return new Proposal(
                    secret,
                    "otpauth://totp/Elevenfold:%s?secret=%s&issuer=Elevenfold"
                            .formatted(username.replace("+", "%2B"), secret));
        }
    }
}
