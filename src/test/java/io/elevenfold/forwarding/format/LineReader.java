package io.elevenfold.forwarding.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads CEF as its standard says, written apart from the writer. */
final class LineReader {

    private static final Pattern KEY = Pattern.compile("(?:^| )([A-Za-z0-9]+)=");

    private LineReader() {}

    record Cef(List<String> header, Map<String, String> extension) {}

    static Cef cef(String line) {
        List<String> header = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int i = 0;
        for (; header.size() < 7; i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                part.append(line.charAt(++i));
            } else if (c == '|') {
                header.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        String rest = line.substring(i);
        Map<String, String> extension = new LinkedHashMap<>();
        Matcher key = KEY.matcher(rest);
        String name = null;
        int from = 0;
        while (key.find()) {
            if (name != null) {
                extension.put(name, value(rest.substring(from, key.start())));
            }
            name = key.group(1);
            if (extension.containsKey(name)) {
                throw new AssertionError("the key " + name + " is there twice");
            }
            from = key.end();
        }
        if (name != null) {
            extension.put(name, value(rest.substring(from)));
        }
        return new Cef(header, extension);
    }

    private static String value(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char next = escaped.charAt(++i);
            text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
        }
        return text.toString();
    }
}
