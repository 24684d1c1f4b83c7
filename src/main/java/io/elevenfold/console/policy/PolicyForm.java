package io.elevenfold.console.policy;

import io.elevenfold.console.Asked;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.policy.Draft;
import io.elevenfold.policy.NewPolicy;
import io.elevenfold.policy.document.PdfText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** What the page of a new policy or version sends. */
public class PolicyForm {

    @RestForm
    @Nullable
    String title;

    @RestForm
    @Nullable
    String summary;

    @RestForm
    @Nullable
    String controls;

    @RestForm
    @Nullable
    String quiz;

    @RestForm
    @Nullable
    Integer months;

    @RestForm
    @Nullable
    String language;

    @RestForm
    @Nullable
    String text;

    @RestForm
    @Nullable
    String note;

    @RestForm
    @Nullable
    String material;

    @RestForm("file")
    @Nullable
    FileUpload file;

    NewPolicy policy() {
        List<String> ids = Arrays.stream(Asked.orEmpty(controls).split("[,\\s]+"))
                .filter(id -> !id.isEmpty())
                .toList();
        String quizId = Asked.orEmpty(quiz);
        return new NewPolicy(
                Asked.orEmpty(title),
                Asked.orEmpty(summary),
                ids,
                quizId.isEmpty() ? null : quizId,
                months == null ? 0 : months);
    }

    Draft draft() {
        return new Draft(
                Asked.orEmpty(text), pdf(), Asked.orEmpty(language), Asked.orEmpty(note), "yes".equals(material));
    }

    private byte[] pdf() {
        FileUpload given = file;
        if (given == null || given.size() == 0) {
            return new byte[0];
        }
        if (given.size() > PdfText.MOST_BYTES) {
            throw ProblemException.invalid("file: at most %,d bytes are expected".formatted(PdfText.MOST_BYTES));
        }
        try {
            return Files.readAllBytes(given.uploadedFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the uploaded file", e);
        }
    }
}
