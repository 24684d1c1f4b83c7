package io.elevenfold.console;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Our own style sheets and scripts. */
@Singleton
class Assets {

    private static final List<String> FILES =
            List.of("tokens.css", "console.css", "theme.js", "console.js", "charts.js", "favicon.svg");
    private static final int LETTERS = 12;

    private final String version;

    Assets() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String file : FILES) {
                try (InputStream in = Assets.class.getResourceAsStream("/META-INF/resources/assets/" + file)) {
                    if (in == null) {
                        throw new IllegalStateException("the file " + file + " is missing");
                    }
                    digest.update(in.readAllBytes());
                }
            }
            version = HexFormat.of().formatHex(digest.digest()).substring(0, LETTERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    String version() {
        return version;
    }
}
