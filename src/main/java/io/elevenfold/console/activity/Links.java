package io.elevenfold.console.activity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A link whose parameters are left out when they say nothing. */
final class Links {

    private final StringBuilder link;
    private char separator = '?';

    private Links(String path) {
        link = new StringBuilder(path);
    }

    static Links to(String path) {
        return new Links(path);
    }

    Links with(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            link.append(separator)
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return this;
    }

    String text() {
        return link.toString();
    }
}
