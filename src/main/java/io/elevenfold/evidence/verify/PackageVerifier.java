package io.elevenfold.evidence.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.ledger.KeyStatement;
import io.elevenfold.ledger.MerkleProofs;
import io.elevenfold.ledger.SignedNote;
import io.elevenfold.ledger.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Checks a package as docs/evidence.md says. Whatever is in it is taken for hostile until it is checked. */
public final class PackageVerifier {

    private static final int MOST_OF_A_TEXT = 64 << 20;
    private static final int BUFFER = 1 << 16;
    private static final String KEY = "keys/ledger.pem";
    private static final Set<String> UNLISTED = Set.of(Manifest.PATH, Manifest.NOTE, Manifest.STAMP);
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path root;
    private final List<Fault> faults = Collections.synchronizedList(new ArrayList<>());
    private final List<String> facts = new ArrayList<>();
    private final List<VerifierKey> keys = new ArrayList<>();

    private PackageVerifier(Path root) {
        this.root = root;
    }

    /**
     * What the verifying came to.
     *
     * @param faults empty when all is well
     * @param facts what was found to hold, in words
     * @param keys the public key in the package, then those that handed over to it, the newest first; empty without one
     */
    public record Outcome(List<Fault> faults, List<String> facts, List<VerifierKey> keys) {

        public Outcome {
            faults = List.copyOf(faults);
            facts = List.copyOf(facts);
            keys = List.copyOf(keys);
        }
    }

    /**
     * Verifies a package.
     *
     * @param archive the ZIP, or the folder that it was unpacked to
     * @throws IOException when it cannot be read
     */
    public static Outcome verify(Path archive) throws IOException {
        if (Files.isDirectory(archive)) {
            return new PackageVerifier(archive).run();
        }
        List<Fault> twice = namesThatOccurTwice(archive);
        if (!twice.isEmpty()) {
            return new Outcome(twice, List.of(), List.of());
        }
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            return new PackageVerifier(zip.getPath("/")).run();
        }
    }

    /** Two programs could see two different files. */
    private static List<Fault> namesThatOccurTwice(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Set<String> names = new HashSet<>();
            return zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> !names.add(name))
                    .map(name -> new Fault(name, "the archive holds two files of this name"))
                    .toList();
        }
    }

    private Outcome run() throws IOException {
        readKey();
        Optional<String> text = text(Manifest.PATH);
        if (text.isEmpty()) {
            fault(Manifest.PATH, "is missing");
            return new Outcome(faults, facts, keys);
        }
        Manifest manifest;
        try {
            manifest = JSON.readValue(text.get(), Manifest.class);
        } catch (JsonProcessingException | RuntimeException e) {
            fault(Manifest.PATH, "is no manifest");
            return new Outcome(faults, facts, keys);
        }
        if (!Manifest.FORMAT.equals(manifest.format())) {
            fault(Manifest.PATH, "has the format %s, which this verifier does not know".formatted(manifest.format()));
            return new Outcome(faults, facts, keys);
        }
        signature(manifest, text.get());
        files(manifest);
        earlierKeys(manifest);
        for (Manifest.LogRange log : manifest.logs()) {
            log(log);
        }
        return new Outcome(faults, facts, keys);
    }

    private void readKey() {
        try {
            keys.add(VerifierKey.parse(text(KEY).orElse("")));
        } catch (IllegalArgumentException e) {
            fault(KEY, "is missing or no public key");
        }
    }

    /** Follows the keys back from the one that signed the manifest; what is behind a broken link signs for nothing. */
    private void earlierKeys(Manifest manifest) {
        for (Manifest.EarlierKey earlier : manifest.earlierKeys()) {
            try {
                VerifierKey old = VerifierKey.parse(text(earlier.path()).orElse(""));
                if (keys.isEmpty()
                        || !KeyStatement.isHandover(
                                text(earlier.handover()).orElse(""), old, keys.get(keys.size() - 1))) {
                    fault(earlier.handover(), "does not hand over from this key to the next, signed by both");
                    return;
                }
                keys.add(old);
            } catch (IllegalArgumentException e) {
                fault(earlier.path(), "is missing or no public key");
                return;
            }
        }
        if (!manifest.earlierKeys().isEmpty()) {
            facts.add("%d earlier keys handed over to the one in %s, each signed by both"
                    .formatted(manifest.earlierKeys().size(), KEY));
        }
    }

    /** Of key, note and manifest, the first one that does not fit the two others is named. */
    private void signature(Manifest manifest, String text) {
        String hash = hex(Hashes.plain(text.getBytes(StandardCharsets.UTF_8)));
        SignedNote note;
        try {
            note = SignedNote.parse(text(Manifest.NOTE).orElse(""));
        } catch (IllegalArgumentException e) {
            fault(Manifest.NOTE, "is missing or no signed note");
            return;
        }
        boolean isSigned = !keys.isEmpty() && note.isSignedBy(keys.get(0), Manifest.SIGNER);
        boolean isOfManifest = note.text().equals("%s\n%s\n%s\n".formatted(manifest.format(), manifest.id(), hash));
        if (isSigned && isOfManifest) {
            facts.add("manifest of package %s signed with the key in %s".formatted(manifest.id(), manifest.key()));
        } else if (isSigned) {
            fault(Manifest.PATH, "is not the manifest that was signed");
        } else if (isOfManifest
                && !hashOf(manifest, manifest.key())
                        .equals(hex(Hashes.plain(text(KEY).orElse("").getBytes(StandardCharsets.UTF_8))))) {
            fault(manifest.key(), "is not the key of this package");
        } else {
            fault(Manifest.NOTE, "the signature does not fit");
        }
    }

    private static String hashOf(Manifest manifest, String path) {
        return manifest.files().stream()
                .filter(file -> file.path().equals(path))
                .map(Manifest.Listed::sha256)
                .findFirst()
                .orElse("");
    }

    private void files(Manifest manifest) throws IOException {
        Map<String, Manifest.Listed> listed = new HashMap<>();
        manifest.files().forEach(file -> listed.put(file.path(), file));
        Set<String> there = new HashSet<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(path -> !Files.isDirectory(path))
                    .map(path -> root.relativize(path).toString())
                    .forEach(there::add);
        }
        listed.values().parallelStream().forEach(file -> {
            if (!there.contains(file.path())) {
                fault(file.path(), "is missing");
            } else if (!file.sha256().equals(hashOfFile(file.path()))) {
                fault(file.path(), "is not the file that the manifest lists");
            }
        });
        there.stream()
                .filter(path -> !listed.containsKey(path) && !UNLISTED.contains(path))
                .sorted()
                .forEach(path -> fault(path, "is not listed in the manifest"));
        if (faults.isEmpty()) {
            facts.add("%d files are those that the manifest lists, and there are no others".formatted(listed.size()));
        }
    }

    private void log(Manifest.LogRange log) {
        Optional<Head> end = head(log.end(), log);
        if (end.isEmpty()) {
            return;
        }
        if (log.start() != null) {
            head(log.start(), log).ifPresent(start -> grew(log, start, end.get()));
        }
        long next = log.from();
        for (Manifest.RecordFile file : log.records()) {
            if (file.from() != next || file.to() <= file.from()) {
                fault(Manifest.PATH, "log %d: records %d to %d are in no file".formatted(log.log(), next, file.from()));
            }
            next = file.to();
        }
        if (next != log.to()) {
            fault(Manifest.PATH, "log %d: records %d to %d are in no file".formatted(log.log(), next, log.to()));
        }
        long[] sums = new long[RecordFileCheck.Count.values().length];
        log.records().parallelStream()
                .map(file -> records(log, file, end.get()))
                .forEachOrdered(counts -> {
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += counts[i];
                    }
                });
        facts.add(
                "log %d: %d records, %d to %d, in the signed tree of %d; %d groups of fields open their commitment, %d stay closed, %d records erased, %d withdrawn"
                        .formatted(
                                log.log(),
                                sums[RecordFileCheck.Count.RECORDS.ordinal()],
                                log.from(),
                                log.to() - 1,
                                end.get().size(),
                                sums[RecordFileCheck.Count.OPENED.ordinal()],
                                sums[RecordFileCheck.Count.CLOSED.ordinal()],
                                sums[RecordFileCheck.Count.ERASED.ordinal()],
                                sums[RecordFileCheck.Count.WITHDRAWN.ordinal()]));
    }

    private void grew(Manifest.LogRange log, Head start, Head end) {
        if (MerkleProofs.consistent(start.size(), start.root(), end.size(), end.root(), hashes(log.consistency()))) {
            facts.add("log %d only grew from %d to %d leaves".formatted(log.log(), start.size(), end.size()));
        } else {
            fault(
                    Manifest.PATH,
                    "log %d: the proof from %d to %d leaves fails".formatted(log.log(), start.size(), end.size()));
        }
    }

    /** What a checkpoint says. */
    private record Head(long size, byte[] root) {}

    private Optional<Head> head(String path, Manifest.LogRange log) {
        try {
            SignedNote note = SignedNote.parse(text(path).orElse(""));
            String[] lines = note.text().split("\n", -1);
            if (!lines[0].equals(log.origin()) || keys.stream().noneMatch(key -> note.isSignedBy(key, log.origin()))) {
                fault(path, "the checkpoint is not signed by a key of this package, or speaks of another log");
                return Optional.empty();
            }
            return Optional.of(
                    new Head(Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            fault(path, "is no checkpoint");
            return Optional.empty();
        }
    }

    private long[] records(Manifest.LogRange log, Manifest.RecordFile file, Head end) {
        RecordFileCheck check = new RecordFileCheck(JSON, log, file, faults);
        try (InputStream in = Files.newInputStream(inside(file.path()))) {
            check.read(in);
        } catch (IOException e) {
            fault(file.path(), "cannot be read: " + e.getMessage());
            return check.counts();
        }
        if (!MerkleProofs.spans(check.leafHashes(), file.from(), end.size(), hashes(file.proof()), end.root())) {
            fault(file.path(), "the records do not lead to the signed root");
        }
        return check.counts();
    }

    private static List<byte[]> hashes(List<String> base64) {
        try {
            return base64.stream().map(Base64.getDecoder()::decode).toList();
        } catch (IllegalArgumentException e) {
            return List.of(new byte[0]);
        }
    }

    private void fault(String file, String what) {
        faults.add(new Fault(file, what));
    }

    /** A path of the package; what leads out of it is refused. */
    private Path inside(String path) throws IOException {
        Path inside = root.resolve(path).normalize();
        if (!inside.startsWith(root.normalize()) || Files.isSymbolicLink(inside)) {
            throw new IOException("the path leads out of the package");
        }
        return inside;
    }

    private Optional<String> text(String path) {
        try {
            Path file = inside(path);
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_OF_A_TEXT) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private @Nullable String hashOfFile(String path) {
        try (InputStream in = Files.newInputStream(inside(path))) {
            MessageDigest digest = Hashes.sha256();
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return hex(digest.digest());
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
