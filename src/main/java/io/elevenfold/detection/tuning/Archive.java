package io.elevenfold.detection.tuning;

import io.elevenfold.platform.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What somebody hands in: one YAML file, or a zip of them. Nothing is written to disk, and names inside a zip are only
 * labels. Bounded in size, in number, and in what it becomes when it is unpacked.
 */
final class Archive {

    private static final int MOST_BYTES = 24_000_000;
    private static final int MOST_UNPACKED = 24_000_000;
    private static final long MOST_PASSED_OVER = 100_000_000;
    private static final int LARGEST_FILE = 1_000_000;
    private static final int MOST_ENTRIES = 20_000;
    private static final int LONGEST_NAME = 200;
    private static final int BLOCK = 65_536;

    private Archive() {}

    /** @throws ProblemException when it is too large, no text, or a broken zip */
    static List<RuleFile> read(String name, byte[] content) {
        if (content.length == 0 || content.length > MOST_BYTES) {
            throw ProblemException.invalid("file: 1 to %d bytes are expected".formatted(MOST_BYTES));
        }
        if (content.length > 3 && content[0] == 'P' && content[1] == 'K' && content[2] == 3) {
            return unpack(content);
        }
        RuleFile file = file(name, content);
        if (file.problem() != null) {
            throw ProblemException.invalid("file: %s: %s".formatted(file.name(), file.problem()));
        }
        return List.of(file);
    }

    private static List<RuleFile> unpack(byte[] content) {
        List<RuleFile> files = new ArrayList<>();
        int unpacked = 0;
        long passedOver = 0;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw ProblemException.invalid("file: at most %d entries are expected".formatted(MOST_ENTRIES));
                }
                if (isRules(entry)) {
                    byte[] bytes = zip.readNBytes(LARGEST_FILE + 1);
                    unpacked += bytes.length;
                    files.add(file(entry.getName(), bytes));
                }
                passedOver += rest(zip, MOST_PASSED_OVER - passedOver);
                if (unpacked > MOST_UNPACKED || passedOver > MOST_PASSED_OVER) {
                    throw ProblemException.invalid(
                            "file: at most %d bytes of rules, and %d of other files, are expected"
                                    .formatted(MOST_UNPACKED, MOST_PASSED_OVER));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw ProblemException.invalid("file: the zip cannot be read");
        }
        if (files.isEmpty()) {
            throw ProblemException.invalid("file: a zip with .yml or .yaml files is expected");
        }
        return files;
    }

    /** What macOS adds to a zip beside each file has its name and is none. */
    private static boolean isRules(ZipEntry entry) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        boolean isHidden = name.substring(name.lastIndexOf('/') + 1).startsWith("._");
        return !entry.isDirectory() && !isHidden && (name.endsWith(".yml") || name.endsWith(".yaml"));
    }

    /** Reads what is left of an entry, and a little more than allowed at most. */
    private static long rest(ZipInputStream zip, long most) throws IOException {
        byte[] block = new byte[BLOCK];
        long length = 0;
        for (int read = zip.read(block); read > 0 && length <= most; read = zip.read(block)) {
            length += read;
        }
        return length;
    }

    private static RuleFile file(String name, byte[] bytes) {
        if (bytes.length > LARGEST_FILE) {
            return RuleFile.unreadable(label(name), "longer than %d bytes".formatted(LARGEST_FILE));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new CharacterCodingException();
            }
            return new RuleFile(label(name), text.startsWith("\uFEFF") ? text.substring(1) : text, null);
        } catch (CharacterCodingException e) {
            return RuleFile.unreadable(label(name), "no text in UTF-8");
        }
    }

    /** A colon would be read as the beginning of a line number. */
    private static String label(String name) {
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cf}:]", "_");
        return printable.length() <= LONGEST_NAME ? printable : printable.substring(printable.length() - LONGEST_NAME);
    }
}
