package io.elevenfold.evidence.engagement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.FieldGroups;
import io.elevenfold.evidence.bundle.EvidencePackages;
import io.elevenfold.evidence.bundle.Populations;
import io.elevenfold.ledger.Checkpoint;
import io.elevenfold.ledger.Checkpoints;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.ledger.KeyRing;
import io.elevenfold.ledger.MerkleProofs;
import io.elevenfold.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens the evidence behind a drawn row: what it was then, and what the ledger proves of it. */
@ApplicationScoped
public class ItemEvidence {

    /** What erasing leaves of a row (evidence.retention). */
    private static final String ERASED = "{\"erased\": true}";

    private static final HexFormat HEX = HexFormat.of();

    /** As in packages: who did what to what, without contents. */
    private static final Set<FieldGroups.Group> DISCLOSED = EvidencePackages.USUAL;

    private final Room room;
    private final Samples samples;
    private final BroughtFiles files;
    private final Populations populations;
    private final Checkpoints checkpoints;
    private final KeyRing keys;
    private final ObjectMapper json;

    ItemEvidence(
            Room room,
            Samples samples,
            BroughtFiles files,
            Populations populations,
            Checkpoints checkpoints,
            KeyRing keys,
            ObjectMapper json) {
        this.room = room;
        this.samples = samples;
        this.files = files;
        this.populations = populations;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.json = json;
    }

    /**
     * A drawn row with its evidence.
     *
     * @param fields of the row; empty for an event, whose fields the ledger's groups tell
     * @param isAsKept whether the content still has the hash that was kept when it was drawn
     * @param isErased whether a person was erased whom it named: the content is gone, its hash stays
     * @param ledger null for a row that has no record of its own in the ledger
     * @param files that speak of this row
     */
    public record Opened(
            @JsonIgnore Engagement engagement,
            Sample sample,
            SampleItem item,
            Map<String, Object> fields,
            boolean isAsKept,
            boolean isErased,
            @Nullable LedgerEvidence ledger,
            List<EngagementFile> files) {}

    /** @throws ProblemException when the sample has no such row */
    @Transactional
    public Opened open(Visitor by, UUID id, UUID sample, long row) {
        Engagement engagement = room.look(by, id, "item %d of sample %s".formatted(row, sample));
        Sample from = samples.withId(id, sample);
        SampleItem item = samples.item(sample, row);
        Map<String, Object> fields = from.isOfEvents() ? Map.of() : fields(item.content());
        boolean isAsKept =
                Draw.hex(item.content().getBytes(StandardCharsets.UTF_8)).equals(item.sha256());
        return new Opened(
                engagement,
                from,
                item,
                fields,
                isAsKept,
                item.content().equals(ERASED),
                item.log() == null || item.position() == null ? null : evidence(item.log(), item.position()),
                files.all(id).stream()
                        .filter(file -> sample.equals(file.sample())
                                && Long.valueOf(row).equals(file.row()))
                        .toList());
    }

    private LedgerEvidence evidence(int log, long position) {
        Checkpoint head = checkpoints.covering(log, position + 1);
        List<byte[]> hashes = checkpoints.inclusion(log, position, head.size());
        Optional<String> record = populations.record(log, position, DISCLOSED);
        JsonNode line = record.map(this::read).orElse(null);
        String leaf = line == null ? null : line.path("leaf").asText();
        byte[] leafHash =
                leaf == null ? checkpoints.leafHash(log, position) : Hashes.leaf(leaf.getBytes(StandardCharsets.UTF_8));
        Map<String, Map<String, Object>> groups = new TreeMap<>();
        boolean opens = true;
        if (line != null && leaf != null) {
            JsonNode committed = read(leaf).path("cm");
            for (Map.Entry<String, JsonNode> group : line.path("groups").properties()) {
                String text = group.getValue().path("json").asText();
                groups.put(group.getKey(), fields(text));
                opens &= opens(
                        committed.path(group.getKey()).asText(),
                        group.getValue().path("salt").asText(),
                        text);
            }
        }
        return new LedgerEvidence(
                log,
                head.origin(),
                position,
                leaf,
                HEX.formatHex(leafHash),
                head.size(),
                Base64.getEncoder().encodeToString(head.root()),
                hashes.stream().map(Base64.getEncoder()::encodeToString).toList(),
                head.note(),
                MerkleProofs.includes(leafHash, position, head.size(), hashes, head.root()),
                keys.history().stream().anyMatch(key -> head.isSignedBy(key.key())),
                line != null && line.path("erased").asBoolean(),
                groups,
                opens,
                record.orElse(null));
    }

    private static boolean opens(String commitment, String salt, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] salted = HEX.parseHex(salt);
        byte[] whole = java.util.Arrays.copyOf(salted, salted.length + content.length);
        System.arraycopy(content, 0, whole, salted.length, content.length);
        return commitment.equals(HEX.formatHex(Hashes.plain(whole)));
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("our own records are always JSON", e);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> fields(String text) {
        try {
            return json.readValue(text, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException("our own records are always JSON", e);
        }
    }
}
