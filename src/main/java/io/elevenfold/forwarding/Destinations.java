package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Format;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.forwarding.transport.Target;
import io.elevenfold.forwarding.transport.TransportKind;
import io.elevenfold.identity.Actor;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.ProblemType;
import io.elevenfold.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where records go. Every change is an entry of the ledger; secrets are encrypted and never told again. */
@ApplicationScoped
public class Destinations {

    /** Each one is a thread. */
    private static final int MOST = 50;

    private static final int SHOWN_LETTERS = 200;
    private static final int SHOWN_RECEIPTS = 20;

    private final DestinationRepository repository;
    private final Sealed sealed;
    private final Streams streams;
    private final DeliveryLedger ledger;
    private final DeliveryReceipts receipts;
    private final AuditTrail audit;
    private final Sql sql;
    private final Clock clock;

    Destinations(
            DestinationRepository repository,
            Sealed sealed,
            Streams streams,
            DeliveryLedger ledger,
            DeliveryReceipts receipts,
            AuditTrail audit,
            Sql sql,
            Clock clock) {
        this.repository = repository;
        this.sealed = sealed;
        this.streams = streams;
        this.ledger = ledger;
        this.receipts = receipts;
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
    }

    /** By name. */
    @Transactional
    public List<DestinationView> all() {
        return repository.byName().stream().map(this::view).toList();
    }

    /** @throws ProblemException when there is no such destination */
    @Transactional
    public DestinationView withId(UUID id) {
        return view(existing(id));
    }

    /**
     * Makes one, which begins at once.
     *
     * @param fromBeginning whether everything that is recorded goes there, or only what is recorded from now on
     */
    @Transactional
    public DestinationView make(DestinationDraft draft, boolean fromBeginning, Actor by) {
        if (repository.count() >= MOST) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "There are %d destinations, more are not taken".formatted(MOST));
        }
        Instant now = clock.instant();
        Destination made = new Destination(Ids.at(now), now);
        take(made, draft, now);
        repository.persistAndFlush(made);
        if (!fromBeginning) {
            streams.all().forEach(stream -> ledger.begin(made.id, streams.end(stream)));
        }
        keep(by, "destination.made", made);
        return view(made);
    }

    /**
     * Changes one; secrets that are not given stay, unless the address changes.
     *
     * @throws ProblemException also when a kept secret would go to another address
     */
    @Transactional
    public DestinationView change(UUID id, DestinationDraft draft, Actor by) {
        Destination existing = existing(id);
        boolean elsewhere = !existing.address.equals(draft.address())
                || !existing.kind.equals(draft.kind().word());
        boolean secretKept = existing.sealedSecret != null && draft.secret() == null;
        if (elsewhere && secretKept) {
            // Whoever may change an address could otherwise have the secret sent to himself.
            throw ProblemException.invalid("secret: a new address needs the secret again");
        }
        take(existing, draft, clock.instant());
        repository.flush();
        keep(by, "destination.changed", existing);
        return view(existing);
    }

    @Transactional
    public void remove(UUID id, Actor by) {
        Destination existing = existing(id);
        receipts.write(id);
        keep(by, "destination.removed", existing);
        repository.delete(existing);
    }

    /** @param paused false: go on, from where it stopped */
    @Transactional
    public DestinationView pause(UUID id, boolean paused, Actor by) {
        Destination existing = existing(id);
        if (existing.become(paused ? Destination.PAUSED : Destination.RUNNING, clock.instant())) {
            repository.flush();
            keep(by, paused ? "destination.paused" : "destination.resumed", existing);
        }
        return view(existing);
    }

    /** Sends everything again that was recorded at or after a time, marked as a replay. Ids stay the same. */
    @Transactional
    public DestinationView replay(UUID id, Instant from, Actor by) {
        Destination existing = existing(id);
        for (int stream : streams.all()) {
            ledger.replay(id, streams.before(stream, from));
        }
        existing.touch(clock.instant());
        repository.flush();
        audit.keep(by, "destination.replayed", id, Map.of("name", existing.name, "from", from.toString()));
        return view(existing);
    }

    /** The newest first, at most 200. */
    @Transactional
    public List<DeadLetter> deadLetters(UUID id) {
        existing(id);
        return ledger.deadLetters(id, SHOWN_LETTERS);
    }

    /** The newest first, at most 20. */
    @Transactional
    public List<DeliveryReceipt> receipts(UUID id) {
        existing(id);
        return receipts.newest(id, SHOWN_RECEIPTS);
    }

    /** For sending; only those that run. */
    List<Dispatch> running() {
        return sql.list("select * from destination where state = 'running'", this::dispatch, List.of());
    }

    Dispatch dispatch(UUID id) {
        return sql.first("select * from destination where id = ?", this::dispatch, List.of(id))
                .orElseThrow(() -> unknown(id));
    }

    private Dispatch dispatch(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        TransportKind kind = TransportKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
        return new Dispatch(
                id,
                row.getLong("epoch"),
                new Target(
                        kind,
                        row.getString("address"),
                        Options.read(row.getString("options")),
                        sealed.open(id, row.getBytes("sealed_secret")),
                        row.getString("authorities"),
                        sealed.open(id, row.getBytes("sealed_client")),
                        row.getBoolean("private_allowed")),
                Format.Name.valueOf(row.getString("format").toUpperCase(Locale.ROOT)),
                RecordFilter.of(row.getString("filter")),
                Redaction.valueOf(row.getString("redaction").toUpperCase(Locale.ROOT)),
                row.getBoolean("samples"),
                row.getBoolean("receipts"),
                row.getInt("max_record_bytes"));
    }

    private void take(Destination destination, DestinationDraft draft, Instant now) {
        if (repository.isTaken(draft.name(), destination.id)) {
            throw new ProblemException(ProblemType.CONFLICT, "Another destination has this name");
        }
        destination.settle(
                draft, sealed.seal(destination.id, draft.secret()), sealed.seal(destination.id, draft.client()), now);
    }

    private void keep(Actor by, String type, Destination destination) {
        audit.keep(
                by,
                type,
                destination.id,
                Map.of("name", destination.name, "kind", destination.kind, "address", destination.address));
    }

    private Destination existing(UUID id) {
        return repository.findByIdOptional(id).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("No destination has the id " + id);
    }

    private record Fate(
            @Nullable Instant failingSince,
            @Nullable String lastFailure,
            @Nullable Instant lastSuccess,
            @Nullable String lastAnswer,
            long delivered,
            long letters) {}

    private DestinationView view(Destination destination) {
        TransportKind kind = TransportKind.valueOf(destination.kind.toUpperCase(Locale.ROOT));
        var acknowledgement = kind.acknowledgement(Options.read(destination.options));
        List<DestinationView.Standing> standings = streams.all().stream()
                .map(stream -> ledger.cursor(destination.id, stream))
                .map(place -> new DestinationView.Standing(
                        Outgoing.streamName(place.stream()), place.position(), streams.lag(place)))
                .toList();
        Fate fate = sql.list(
                        """
                        select failing_since, last_failure, last_success_at, last_answer, delivered,
                            (select count(*) from dead_letter where destination_id = d.id) from destination d where id = ?""",
                        row -> new Fate(
                                instant(row.getTimestamp(1)),
                                row.getString(2),
                                instant(row.getTimestamp(3)),
                                row.getString(4),
                                row.getLong(5),
                                row.getLong(6)),
                        List.of(destination.id))
                .get(0);
        boolean failing = destination.state.equals(Destination.RUNNING) && fate.failingSince() != null;
        return new DestinationView(
                destination.id,
                destination.name,
                destination.kind,
                destination.address,
                destination.format,
                Options.read(destination.options),
                destination.filter,
                destination.redaction,
                destination.samples,
                destination.receipts,
                destination.privateAllowed,
                destination.maxRecordBytes,
                destination.authorities,
                destination.sealedSecret != null,
                destination.sealedClient != null,
                acknowledgement.word(),
                acknowledgement.meaning(),
                failing ? "failing" : destination.state,
                fate.failingSince(),
                fate.lastFailure(),
                fate.lastSuccess(),
                fate.lastAnswer(),
                fate.delivered(),
                standings.stream().mapToLong(DestinationView.Standing::lag).sum(),
                fate.letters(),
                standings,
                destination.createdAt,
                destination.changedAt);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
