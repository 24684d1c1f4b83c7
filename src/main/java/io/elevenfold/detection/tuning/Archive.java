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

    static final int MOST_BYTES = 8_000_000;
    private static final int MOST_UNPACKED = 24_000_000;
    private static final int LARGEST_FILE = 1_000_000;
    private static final int MOST_ENTRIES = 10_000;
    private static final int LONGEST_NAME = 200;

    private Archive() {}

    /** @throws ProblemException when it is too large, no text, or a broken zip */
    static List<RuleFile> read(String name, byte[] content) {
        if (content.length == 0 || content.length > MOST_BYTES) {
            throw ProblemException.invalid("file: 1 to %d bytes are expected".formatted(MOST_BYTES));
        }
        boolean zip = content.length > 3 && content[0] == 'P' && content[1] == 'K' && content[2] == 3;
        return zip ? unpack(content) : List.of(new RuleFile(label(name), text(name, content)));
    }

    private static List<RuleFile> unpack(byte[] content) {
        List<RuleFile> files = new ArrayList<>();
        int unpacked = 0;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw ProblemException.invalid("file: at most %d entries are expected".formatted(MOST_ENTRIES));
                }
                byte[] bytes = zip.readNBytes(Math.min(LARGEST_FILE, MOST_UNPACKED - unpacked) + 1);
                unpacked += bytes.length;
                if (bytes.length > LARGEST_FILE || unpacked > MOST_UNPACKED) {
                    throw ProblemException.invalid(
                            "file: entries of at most %d bytes, %d together, are expected, %s is more"
                                    .formatted(LARGEST_FILE, MOST_UNPACKED, label(entry.getName())));
                }
                String lower = entry.getName().toLowerCase(Locale.ROOT);
                if (!entry.isDirectory() && (lower.endsWith(".yml") || lower.endsWith(".yaml"))) {
                    files.add(new RuleFile(label(entry.getName()), text(entry.getName(), bytes)));
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

    private static String text(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new CharacterCodingException();
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("file: %s is no text in UTF-8".formatted(label(name)));
        }
    }

    /** A colon would be read as the beginning of a line number. */
    private static String label(String name) {
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cf}:]", "_");
        return printable.length() <= LONGEST_NAME ? printable : printable.substring(printable.length() - LONGEST_NAME);
    }
}
