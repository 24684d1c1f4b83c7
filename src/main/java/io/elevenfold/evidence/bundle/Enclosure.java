package io.elevenfold.evidence.bundle;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a package encloses of an engagement. Engagements live above packages, so they bring it themselves. */
public interface Enclosure {

    /**
     * What an engagement covers.
     *
     * @throws io.elevenfold.platform.ProblemException when there is no such engagement
     */
    Covered covered(UUID engagement);

    /** Writes its files, with what happened to them until now. */
    void write(UUID engagement, Sink sink) throws IOException;

    /** @param framework null when none was chosen */
    record Covered(Instant from, Instant to, @Nullable String framework, @Nullable String frameworkVersion) {}

    /** Takes files into the package. */
    interface Sink {

        /**
         * @param path within the package
         * @param role what it is, in words
         * @param records how many of something it holds
         */
        void file(String path, String mediaType, String role, byte[] bytes, long records) throws IOException;
    }
}
