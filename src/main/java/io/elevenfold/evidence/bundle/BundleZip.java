package io.elevenfold.evidence.bundle;

import io.elevenfold.evidence.verify.Manifest;
import io.elevenfold.ledger.Hashes;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The package's file while it is written: one part after the other, each counted and hashed as it goes by. */
final class BundleZip implements AutoCloseable {

    private final ZipOutputStream zip;
    private final Instant madeAt;
    private final List<Manifest.Listed> files = new ArrayList<>();

    BundleZip(OutputStream out, Instant madeAt) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.madeAt = madeAt;
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** What a part is for, by its path. */
    record Label(String path, String mediaType, String role) {}

    /** The next part; closing it enters it in the list. */
    Part part(Label label) throws IOException {
        ZipEntry entry = new ZipEntry(label.path());
        entry.setTime(madeAt.toEpochMilli());
        zip.putNextEntry(entry);
        return new Part(label);
    }

    void text(Label label, String text) throws IOException {
        bytes(label, text.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(Label label, byte[] bytes) throws IOException {
        try (Part part = part(label)) {
            part.write(bytes);
        }
    }

    /** A part that is not listed: the list itself, its signature, and a time stamp on that. */
    void unlisted(String path, byte[] bytes) throws IOException {
        bytes(new Label(path, "", ""), bytes);
        files.remove(files.size() - 1);
    }

    /** All parts so far. */
    List<Manifest.Listed> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** One file of the package. */
    final class Part extends FilterOutputStream {

        private final Label label;
        private final MessageDigest digest = Hashes.sha256();
        private long bytes;
        private long records;

        private Part(Label label) {
            super(zip);
            this.label = label;
        }

        /** Counts a record of those that this file holds. */
        void counted() {
            records++;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            zip.write(from, offset, length);
            digest.update(from, offset, length);
            bytes += length;
        }

        @Override
        public void flush() {
            // Whoever fills a part has nothing to say about when the file is written.
        }

        @Override
        public void close() throws IOException {
            zip.closeEntry();
            files.add(new Manifest.Listed(
                    label.path(),
                    bytes,
                    HexFormat.of().formatHex(digest.digest()),
                    label.mediaType(),
                    label.role(),
                    records));
        }
    }
}
