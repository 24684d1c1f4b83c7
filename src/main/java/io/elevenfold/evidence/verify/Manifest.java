package io.elevenfold.evidence.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a package holds: {@code manifest.json}, format {@value #FORMAT}, described in docs/evidence.md.
 *
 * @param madeBy who asked for it
 * @param framework id and version of the edition that the report speaks of; null for all in summary
 * @param disclosed groups of fields whose values and salts are in it
 * @param key path of the public key that signed this
 * @param earlierKeys those that signed before it, the newest first
 * @param logs the ledger's logs that have records in the period
 * @param populations the lists in {@code tables/}, with the question that each answers
 * @param files every file but the manifest and its note
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(
        String format,
        String id,
        Instant madeAt,
        String madeBy,
        String generator,
        Period period,
        @Nullable String framework,
        List<String> disclosed,
        String key,
        @Nullable List<EarlierKey> earlierKeys,
        List<LogRange> logs,
        @Nullable List<Population> populations,
        List<Listed> files) {

    /** The only value of {@link #format} so far. */
    public static final String FORMAT = "elevenfold/evidence/1";

    /** Where the manifest stands. */
    public static final String PATH = "manifest.json";

    /** Where its hash and the signature stand. */
    public static final String NOTE = "manifest.note";

    /** A time stamp (RFC 3161) on {@link #NOTE}; there only if an authority is configured. */
    public static final String STAMP = "manifest.tsr";

    /** Who signs {@link #NOTE}, in the words of C2SP signed-note. */
    public static final String SIGNER = "elevenfold/evidence";

    public Manifest {
        disclosed = List.copyOf(disclosed);
        earlierKeys = earlierKeys == null ? List.of() : List.copyOf(earlierKeys);
        logs = List.copyOf(logs);
        populations = populations == null ? List.of() : List.copyOf(populations);
        files = List.copyOf(files);
    }

    /** None in packages from before keys could be rotated. */
    @Override
    public List<EarlierKey> earlierKeys() {
        return earlierKeys == null ? List.of() : earlierKeys;
    }

    /**
     * A key that signed before another.
     *
     * @param path of the public key
     * @param handover path of the statement that the next one follows it, signed by both
     */
    public record EarlierKey(int number, String path, String handover) {}

    /** What was recorded from the first moment to before the second. */
    public record Period(Instant from, Instant to) {}

    /**
     * The records of one log, without gaps.
     *
     * @param from position of the first
     * @param to position behind the last
     * @param start path of the last checkpoint before the period; null when none was signed
     * @param end path of the checkpoint that the proofs lead to
     * @param consistency from start to end, RFC 9162 §2.1.4, Base64; empty without start or when they are one
     */
    public record LogRange(
            int log,
            String origin,
            long from,
            long to,
            @Nullable String start,
            String end,
            List<String> consistency,
            List<RecordFile> records) {

        public LogRange {
            consistency = List.copyOf(consistency);
            records = List.copyOf(records);
        }
    }

    /**
     * A list, so that an auditor can see what was asked of the database, and that nothing was left out.
     *
     * @param name of the files {@code tables/NAME.jsonl} and {@code tables/NAME.csv}
     * @param query in PostgreSQL's SQL; its two parameters are begin and end of the period
     */
    public record Population(String name, String title, String query, long rows) {}

    /**
     * A file with some of a log's records.
     *
     * @param proof on each level of the tree what stands left of them, then what stands right; Base64
     */
    public record RecordFile(String path, long from, long to, List<String> proof) {

        public RecordFile {
            proof = List.copyOf(proof);
        }
    }

    /**
     * A file.
     *
     * @param sha256 lower-case hex
     * @param records how many it holds, where it holds records
     */
    public record Listed(String path, long bytes, String sha256, String mediaType, String role, long records) {}
}
