package io.elevenfold.policy.document;

import io.elevenfold.platform.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Reads the text of an uploaded PDF, one at a time, within bounds of bytes, pages, characters and time. */
@ApplicationScoped
public class PdfText {

    /** Most bytes of a file. */
    public static final int MOST_BYTES = 5_000_000;

    private static final int MOST_PAGES = 200;
    private static final int SECONDS = 20;
    private static final long SCRATCH_BYTES = 64L << 20;

    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "pdf-text");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * The text, pages separated by form feeds.
     *
     * @throws ProblemException when it is no PDF, is encrypted, has no text, or goes beyond a bound
     */
    public String of(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw ProblemException.invalid("file: at most %,d bytes are expected".formatted(MOST_BYTES));
        }
        Future<String> text = reader.submit(() -> read(file));
        try {
            return text.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            text.cancel(true);
            throw ProblemException.invalid("file: its text could not be read within %d seconds".formatted(SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException refusal) {
                throw refusal;
            }
            throw ProblemException.invalid("file: a sound PDF is expected");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading a PDF", e);
        }
    }

    private static String read(byte[] file) throws IOException {
        try (PDDocument document = Loader.loadPDF(
                file, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(SCRATCH_BYTES).streamCache)) {
            if (document.isEncrypted()) {
                throw ProblemException.invalid("file: a PDF without encryption is expected");
            }
            if (document.getNumberOfPages() > MOST_PAGES) {
                throw ProblemException.invalid("file: at most %d pages are expected".formatted(MOST_PAGES));
            }
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setPageEnd(Document.PAGE_BREAK);
            stripper.setParagraphEnd("\n");
            String text = stripper.getText(document).replace("\r", "").replace("\0", "");
            if (text.isBlank()) {
                throw ProblemException.invalid("file: a PDF with text is expected, not one with pictures of it");
            }
            if (text.length() > Document.LONGEST) {
                throw ProblemException.invalid("file: at most %,d characters are expected".formatted(Document.LONGEST));
            }
            return text;
        }
    }

    @PreDestroy
    void stop() {
        reader.shutdownNow();
    }
}
