package io.elevenfold.evidence.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.ledger.Hashes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads one file of records: what each line says of itself, and the hashes that the proof needs. */
final class RecordFileCheck {

    private static final int HASH = Hashes.LENGTH;
    private static final int MOST_RECORDS = 1 << 20;
    private static final int MOST_FAULTS = 20;

    private final ObjectMapper json;
    private final Manifest.LogRange log;
    private final Manifest.RecordFile file;
    private final List<Fault> faults;
    private final long[] counts = new long[Count.values().length];
    private byte[] hashes = new byte[1024 * HASH];
    private int read;
    private int told;

    /** What is counted. */
    enum Count {
        RECORDS,
        OPENED,
        CLOSED,
        ERASED,
        WITHDRAWN
    }

    RecordFileCheck(ObjectMapper json, Manifest.LogRange log, Manifest.RecordFile file, List<Fault> faults) {
        this.json = json;
        this.log = log;
        this.file = file;
        this.faults = faults;
    }

    void read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && read < MOST_RECORDS; line = lines.readLine()) {
            long position = file.from() + read;
            try {
                add(line(position, json.readTree(line)));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                fault(position, "the line is no record");
                add(new byte[HASH]);
            }
        }
        if (read != file.to() - file.from()) {
            fault(
                    file.from() + read,
                    "%d records are expected, and %d are there".formatted(file.to() - file.from(), read));
        }
    }

    /** Leaf hashes of the lines, one behind the other. */
    byte[] leafHashes() {
        return Arrays.copyOf(hashes, read * HASH);
    }

    long[] counts() {
        return counts.clone();
    }

    private void add(byte[] hash) {
        if ((read + 1) * HASH > hashes.length) {
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
        }
        System.arraycopy(hash, 0, hashes, read * HASH, HASH);
        read++;
    }

    private byte[] line(long position, JsonNode line) throws JsonProcessingException {
        if (line.path("position").asLong(-1) != position || line.path("log").asInt(-1) != log.log()) {
            fault(position, "the line speaks of another record");
        }
        if (!line.has("leaf")) {
            return gap(position, line);
        }
        count(Count.RECORDS);
        String leaf = line.path("leaf").asText();
        JsonNode said = json.readTree(leaf);
        if (!said.path("log").asText().equals(log.origin())) {
            fault(position, "the leaf belongs to another log");
        }
        if (line.path("erased").asBoolean()) {
            count(Count.ERASED);
        } else {
            groups(position, line.path("groups"), said.path("cm"));
        }
        return Hashes.leaf(leaf.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] gap(long position, JsonNode line) {
        byte[] hash = HexFormat.of().parseHex(line.path("leaf_hash").asText());
        if (hash.length != HASH) {
            throw new IllegalArgumentException("no hash");
        }
        if (line.has("withdrawn")) {
            count(Count.WITHDRAWN);
        } else {
            fault(position, "the record is missing, and nothing says why");
        }
        return hash;
    }

    private void groups(long position, JsonNode groups, JsonNode commitments) {
        int opened = 0;
        for (Map.Entry<String, JsonNode> group : groups.properties()) {
            byte[] salt = HexFormat.of().parseHex(group.getValue().path("salt").asText());
            byte[] content = group.getValue().path("json").asText().getBytes(StandardCharsets.UTF_8);
            String committed = commitments.path(group.getKey()).asText();
            if (PackageVerifier.hex(Hashes.plain(salt, content)).equals(committed)) {
                opened++;
            } else {
                fault(position, "what the record says of %s is not what was recorded".formatted(group.getKey()));
            }
        }
        counts[Count.OPENED.ordinal()] += opened;
        counts[Count.CLOSED.ordinal()] += Math.max(0, commitments.size() - opened);
    }

    private void count(Count what) {
        counts[what.ordinal()]++;
    }

    private void fault(long position, String what) {
        if (told++ < MOST_FAULTS) {
            faults.add(new Fault(file.path(), "log %d, position %d: %s".formatted(log.log(), position, what)));
        }
    }
}
