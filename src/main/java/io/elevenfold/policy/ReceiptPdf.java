package io.elevenfold.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.ledger.Disclosure;
import io.elevenfold.ledger.Hashes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** A receipt on paper. */
final class ReceiptPdf {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final float MARGIN = 56;
    private static final float LINE = 15;
    private static final int SMALL = 9;
    private static final int NORMAL = 10;
    private static final int LARGE = 17;
    private static final int LETTERS_OF_A_LINE = 82;
    private static final int LONGEST_VALUE = 1000;

    private final PDFont plain = new PDType1Font(FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
    private final PDFont mono = new PDType1Font(FontName.COURIER);
    private final AttestationView attestation;
    private final Disclosure disclosure;
    private final byte[] json;

    ReceiptPdf(AttestationView attestation, Disclosure disclosure, byte[] json) {
        this.attestation = attestation;
        this.disclosure = disclosure;
        this.json = json.clone();
    }

    byte[] bytes() {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.getDocumentInformation().setTitle("Receipt " + attestation.id());
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream stream = new PDPageContentStream(document, page)) {
                write(stream);
            }
            attach(document);
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a receipt", e);
        }
    }

    private void write(PDPageContentStream stream) throws IOException {
        JsonNode record = record();
        stream.beginText();
        stream.setLeading(LINE);
        stream.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN - LARGE);
        line(stream, bold, LARGE, "Receipt of a signature");
        line(stream, plain, SMALL, "Elevenfold · " + attestation.id());
        stream.newLine();
        pair(stream, "Person", "%s <%s>".formatted(text(record, "person", "name"), text(record, "person", "email")));
        pair(stream, "Policy", text(record, "policy", "title"));
        pair(
                stream,
                "Version",
                "%s (%s)".formatted(text(record, "policy", "version"), text(record, "policy", "language")));
        pair(stream, "Content SHA-256", text(record, "policy", "sha256"));
        pair(stream, "Statement", record.path("statement").asText());
        pair(stream, "Signed at", record.path("signed_at").asText());
        pair(
                stream,
                "Signed in by",
                "%s as %s, %s"
                        .formatted(
                                text(record, "authentication", "method"),
                                text(record, "authentication", "account"),
                                record.path("authentication").path("at").asText("time not noted")));
        if (record.has("quiz")) {
            pair(
                    stream,
                    "Quiz",
                    "%s version %s: %s of %s right"
                            .formatted(
                                    text(record, "quiz", "id"),
                                    text(record, "quiz", "version"),
                                    text(record, "quiz", "score"),
                                    text(record, "quiz", "questions")));
        }
        stream.newLine();
        HexFormat hex = HexFormat.of();
        pair(stream, "Ledger", disclosure.origin());
        pair(stream, "Position", Long.toString(disclosure.position()));
        pair(stream, "Leaf hash", hex.formatHex(Hashes.leaf(disclosure.leaf())));
        pair(stream, "Tree", "%d leaves, root".formatted(disclosure.treeSize()));
        pair(stream, "", hex.formatHex(disclosure.root()));
        stream.newLine();
        line(
                stream,
                plain,
                SMALL,
                "The attached receipt.json holds the record, the leaf, its salt and the proof of inclusion. With it anybody");
        line(
                stream,
                plain,
                SMALL,
                "can check, by SHA-256 alone, that this record is in the ledger whose root stands above.");
        stream.endText();
    }

    private JsonNode record() {
        try {
            return JSON.readTree(attestation.record());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records are always JSON", e);
        }
    }

    private static String text(JsonNode record, String group, String field) {
        return record.path(group).path(field).asText();
    }

    private void pair(PDPageContentStream stream, String name, String value) throws IOException {
        String rest = printable(value);
        boolean isHash = rest.length() == 64 && rest.matches("[0-9a-f]+");
        String label = name;
        do {
            String part = rest.substring(0, Math.min(rest.length(), LETTERS_OF_A_LINE));
            rest = rest.substring(part.length());
            stream.setFont(bold, SMALL);
            stream.showText(label);
            stream.newLineAtOffset(100, 0);
            stream.setFont(isHash ? mono : plain, isHash ? SMALL : NORMAL);
            stream.showText(part);
            stream.newLineAtOffset(-100, -LINE);
            label = "";
        } while (!rest.isEmpty());
    }

    private static void line(PDPageContentStream stream, PDFont font, int size, String text) throws IOException {
        stream.setFont(font, size);
        stream.showText(printable(text));
        stream.newLine();
    }

    /** The built-in fonts know Latin letters only; the attached JSON has every letter. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST_VALUE).forEach(point -> {
            boolean isLatin = (point >= ' ' && point <= '~') || (point >= 0xA1 && point <= 0xFF && point != 0xAD);
            shown.appendCodePoint(isLatin ? point : '?');
        });
        return shown.toString();
    }

    private void attach(PDDocument document) throws IOException {
        PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(json));
        file.setSubtype("application/json");
        file.setSize(json.length);
        PDComplexFileSpecification specification = new PDComplexFileSpecification();
        specification.setFile("receipt.json");
        specification.setEmbeddedFile(file);
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of("receipt.json", specification));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
    }
}
