package io.elevenfold.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a form.
 *
 * @param name as the browser tells it; empty when it tells none
 */
@SuppressWarnings("ArrayRecordComponent") // read once and handed on
public record Uploaded(String name, byte[] content) {

    /** @throws ProblemException when none came */
    public static Uploaded of(@Nullable FileUpload file) throws IOException {
        if (file == null) {
            throw ProblemException.invalid("file: a file is expected");
        }
        return new Uploaded(Objects.requireNonNullElse(file.fileName(), ""), Files.readAllBytes(file.uploadedFile()));
    }
}
