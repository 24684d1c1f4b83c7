package io.elevenfold.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of an address; what is null or empty is left out. */
public final class Links {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    public static Links query() {
        return new Links();
    }

    public Links with(String name, @Nullable Object value) {
        if (value == null || value.toString().isEmpty()) {
            parameters.remove(name);
        } else {
            parameters.put(name, value.toString());
        }
        return this;
    }

    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** Without the question mark; empty for no parameter. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        parameters.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(encode(value)));
        return text.toString();
    }

    /** As one segment of a path, or one value of a query. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The path with this query. */
    public String to(String path) {
        return parameters.isEmpty() ? path : path + "?" + this;
    }
}
