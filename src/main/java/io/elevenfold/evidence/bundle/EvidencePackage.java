package io.elevenfold.evidence.bundle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.elevenfold.evidence.verify.Fault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package that somebody asked for.
 *
 * @param from what was recorded at this moment or later is in it
 * @param to what was recorded before this moment is in it
 * @param framework id of the outside framework that the report speaks of; null for all in summary
 * @param frameworkVersion null without framework
 * @param disclosed groups of fields that are told
 * @param state {@code queued}, {@code running}, {@code done} or {@code failed}
 * @param recordsTotal records of the ledger that it will hold; 0 before that is known
 * @param bytes size of the file; null before it is done
 * @param sha256 of the file; null before it is done
 * @param faults what the verifier found in the finished file; null before it is done, empty when all is well
 * @param error why it failed; null when it did not
 * @param engagement that it encloses; null for none
 */
public record EvidencePackage(
        UUID id,
        String requestedBy,
        Instant requestedAt,
        Instant from,
        Instant to,
        @Nullable String framework,
        @Nullable String frameworkVersion,
        List<String> disclosed,
        String state,
        long recordsTotal,
        long recordsDone,
        @Nullable Instant finishedAt,
        @Nullable Long bytes,
        @Nullable String sha256,
        @Nullable List<Fault> faults,
        @Nullable String error,
        @Nullable UUID engagement) {

    public EvidencePackage {
        disclosed = List.copyOf(disclosed);
        faults = faults == null ? null : List.copyOf(faults);
    }

    @JsonIgnore
    public boolean isDone() {
        return state.equals("done");
    }

    @JsonIgnore
    public boolean isUnderWay() {
        return state.equals("queued") || state.equals("running");
    }

    /** The state in the console's words: a running package is not a good one yet. */
    @JsonIgnore
    public String progress() {
        return state.equals("running") ? "in_progress" : state;
    }

    /** The last moment of the period. */
    @JsonIgnore
    public Instant lastMoment() {
        return to.minusNanos(1);
    }

    /** How much is written, in hundredths. */
    @JsonIgnore
    public long hundredths() {
        return recordsTotal == 0 ? 0 : Math.min(100, recordsDone * 100 / recordsTotal);
    }
}
