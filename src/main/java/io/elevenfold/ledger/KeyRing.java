package io.elevenfold.ledger;

import io.elevenfold.platform.DataDirectory;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign checkpoints, one after the other. Private parts lie in the data directory, or where the
 * configuration says, outside the database: who can change rows cannot sign what they made of them. The history of the
 * public ones is a table, and each hands over to the next with a statement that both sign.
 */
@ApplicationScoped
public class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final String FIRST = "ledger-signing.key";

    private final Sql sql;
    private final DataDirectory directory;
    private final KeysConfig config;
    private final Clock clock;
    private final Map<String, SigningKey> external = new ConcurrentHashMap<>();
    private volatile @Nullable Signers signers;

    KeyRing(Sql sql, DataDirectory directory, KeysConfig config, Clock clock) {
        this.sql = sql;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Who signs now.
     *
     * @param number of the current key
     * @param outgoing signs too, until all logs were signed by both; null but in a rotation
     */
    record Signers(int number, SigningKey current, @Nullable SigningKey outgoing) {

        List<SigningKey> all() {
            return outgoing == null ? List.of(current) : List.of(outgoing, current);
        }
    }

    /** All keys, the oldest first; the last one signs. */
    public List<LedgerKey> history() {
        List<LedgerKey> keys = stored();
        if (!keys.isEmpty()) {
            return keys;
        }
        signers();
        return stored();
    }

    private List<LedgerKey> stored() {
        return sql.list(
                """
                select number, public_key, since, lead(since) over (order by number), statement, made_by, reason
                from ledger_key order by number""",
                KeyRing::key,
                List.of());
    }

    private static LedgerKey key(ResultSet row) throws SQLException {
        Timestamp until = row.getTimestamp(4);
        return new LedgerKey(
                row.getInt(1),
                VerifierKey.ofEncoded(row.getBytes(2)),
                row.getTimestamp(3).toInstant(),
                until == null ? null : until.toInstant(),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }

    /** The public key that fits today's signatures. */
    public VerifierKey current() {
        List<LedgerKey> keys = history();
        return keys.get(keys.size() - 1).key();
    }

    /** The names of configured keys that a rotation can go to: those that can be opened and never signed. */
    public Set<String> candidates() {
        List<VerifierKey> known = history().stream().map(LedgerKey::key).toList();
        Set<String> candidates = new TreeSet<>();
        for (String name : config.named().keySet()) {
            try {
                if (!known.contains(external(name).verifier())) {
                    candidates.add(name);
                }
            } catch (LedgerException e) {
                LOG.warn(e.getMessage());
            }
        }
        return candidates;
    }

    /** A device is opened once: each time would be another session of it. */
    private SigningKey external(String name) {
        return external.computeIfAbsent(
                name,
                unseen -> ExternalKey.open(
                        name, Objects.requireNonNull(config.named().get(name))));
    }

    /** A text signed with the current key. */
    public String note(String name, String text) {
        return SignedNote.sign(List.of(signers().current()), name, text);
    }

    /** @throws LedgerException when the private part of the current key is not to be had */
    Signers signers() {
        Signers known = signers;
        return known == null ? open() : known;
    }

    private synchronized Signers open() {
        List<LedgerKey> keys = stored();
        if (keys.isEmpty()) {
            SigningKey first = first();
            enter(1, first.verifier(), null, "system", null, clock.instant());
            keys = stored();
        }
        LedgerKey last = keys.get(keys.size() - 1);
        Signers opened = new Signers(last.number(), privatePartOf(last), null);
        signers = opened;
        return opened;
    }

    /** A key that was there before the history began stays the first; else the only one that is configured. */
    private SigningKey first() {
        if (directory.recall(FIRST).isEmpty() && config.named().size() == 1) {
            return external(config.named().keySet().iterator().next());
        }
        return own(1);
    }

    private SigningKey own(int number) {
        return SigningKey.ofSeed(directory.secret(file(number), SigningKey.SEED_BYTES));
    }

    private static String file(int number) {
        return number == 1 ? FIRST : "ledger-signing-%d.key".formatted(number);
    }

    private SigningKey privatePartOf(LedgerKey wanted) {
        if (directory.recall(file(wanted.number())).isPresent()
                && own(wanted.number()).verifier().equals(wanted.key())) {
            return own(wanted.number());
        }
        LedgerException missing = new LedgerException(
                "key %d of the ledger, %s, is neither in the data directory nor among elevenfold.ledger.keys"
                        .formatted(wanted.number(), wanted.key()));
        for (String name : config.named().keySet()) {
            try {
                if (external(name).verifier().equals(wanted.key())) {
                    return external(name);
                }
            } catch (LedgerException e) {
                missing.addSuppressed(e);
            }
        }
        throw missing;
    }

    /**
     * Lets another key follow the current one, within the caller's transaction. It signs once {@link #turn} was called.
     *
     * @param to the name of a configured key; null for a new one in the data directory
     * @throws IllegalArgumentException when there is no such key, or it has signed before
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public LedgerKey handOver(@Nullable String to, String by, String reason) {
        if (to != null && !candidates().contains(to)) {
            throw new IllegalArgumentException(
                    "to: one of %s is expected, keys among elevenfold.ledger.keys that never signed"
                            .formatted(candidates()));
        }
        int number = signers().number() + 1;
        SigningKey next = to == null ? own(number) : external(to);
        Instant now = clock.instant();
        String statement = KeyStatement.sign(signers().current(), next, number, now);
        enter(number, next.verifier(), statement, by, reason, now);
        return new LedgerKey(number, next.verifier(), now, null, statement, by, reason);
    }

    private void enter(
            int number, VerifierKey key, @Nullable String statement, String by, @Nullable String reason, Instant now) {
        sql.update(
                """
                insert into ledger_key (number, public_key, since, statement, made_by, reason)
                values (?, ?, ?, ?, ?, ?)""",
                Arrays.asList(number, key.encoded(), now, statement, by, reason));
    }

    /** After a handover was committed: both keys sign, until {@link #retire}. */
    synchronized void turn() {
        SigningKey before = signers().current();
        signers = null;
        Signers after = open();
        if (!after.current().verifier().equals(before.verifier())) {
            signers = new Signers(after.number(), after.current(), before);
        }
    }

    /** Only the current key signs from now on. What can sign no more cannot be stolen: a retired file is deleted. */
    synchronized void retire() {
        Signers now = signers();
        signers = new Signers(now.number(), now.current(), null);
        for (int number = 1; number < now.number(); number++) {
            directory.forget(file(number));
        }
    }

    /** Whether each key was handed over to by the one before; what is wrong with the first that was not. */
    public @Nullable String brokenAt() {
        List<LedgerKey> keys = history();
        for (int i = 1; i < keys.size(); i++) {
            LedgerKey key = keys.get(i);
            String statement = key.statement() == null ? "" : key.statement();
            if (!KeyStatement.isHandover(statement, keys.get(i - 1).key(), key.key())) {
                return "key %d of the ledger was not handed over to by the one before".formatted(key.number());
            }
        }
        return null;
    }
}
