package io.elevenfold.forwarding.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads CEF and LEEF as their standards say, written apart from the writers. */
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

    /** IBM's guide: five fields and the delimiter, each ended by a pipe; then pairs, which know no escapes. */
    static Map<String, String> leef(String line) {
        String[] header = line.split("\\|", 7);
        if (!header[0].equals("LEEF:2.0") || !header[5].matches("x[0-9A-Fa-f]{1,4}")) {
            throw new AssertionError("no header of LEEF 2.0: " + header[0] + " " + header[5]);
        }
        String delimiter = String.valueOf((char) Integer.parseInt(header[5].substring(1), 16));
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : header[6].split(Pattern.quote(delimiter), -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw new AssertionError("not a pair, or twice: " + pair);
            }
        }
        values.put("header.event_id", header[4]);
        return values;
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
