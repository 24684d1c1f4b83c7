package io.elevenfold.forwarding;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What people decide about a destination. How it fares is written beside, by whoever sends. */
@Entity
@DynamicUpdate
class Destination {

    static final String RUNNING = "running";
    static final String PAUSED = "paused";

    @Id
    UUID id;

    String name;

    String kind;

    String address;

    String format;

    /** JSON: Hibernate would write it with the API's mapper, which renames. */
    String options;

    @Nullable
    String filter;

    String redaction;

    boolean samples;

    boolean receipts;

    boolean privateAllowed;

    int maxRecordBytes;

    @Nullable
    String authorities;

    byte @Nullable [] sealedSecret;

    byte @Nullable [] sealedClient;

    String state;

    long epoch;

    Instant createdAt;

    Instant changedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected Destination() {}

    @SuppressWarnings("NullAway.Init") // settle() fills the rest
    Destination(UUID id, Instant now) {
        this.id = id;
        this.state = RUNNING;
        this.createdAt = now;
        this.changedAt = now;
    }

    /** @param newSecret null keeps the one that is there, as does {@code newClient} */
    void settle(DestinationDraft draft, byte @Nullable [] newSecret, byte @Nullable [] newClient, Instant now) {
        name = draft.name();
        kind = draft.kind().word();
        address = draft.address();
        format = draft.format().word();
        options = Options.write(draft.options());
        filter = draft.filter();
        redaction = draft.redaction().word();
        samples = draft.samples();
        receipts = draft.receipts();
        privateAllowed = draft.privateAllowed();
        maxRecordBytes = draft.maxRecordBytes();
        authorities = draft.authorities();
        sealedSecret = newSecret == null ? sealedSecret : newSecret;
        sealedClient = newClient == null ? sealedClient : newClient;
        touch(now);
    }

    /** Pausing what is paused changes nothing. */
    boolean become(String wanted, Instant now) {
        if (state.equals(wanted)) {
            return false;
        }
        state = wanted;
        touch(now);
        return true;
    }

    void touch(Instant now) {
        epoch++;
        changedAt = now;
    }
}
