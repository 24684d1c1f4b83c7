package io.elevenfold.forwarding.format;

import java.util.LinkedHashMap;
import java.util.Map;

/** ArcSight Common Event Format, header version 0, which every reader takes. */
final class CefFormat implements Format {

    private static final int LONGEST_CLASS = 1023;
    private static final int LONGEST_NAME = 512;

    private final Mapping mapping;

    CefFormat(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public boolean isJson() {
        return false;
    }

    @Override
    public String write(Outgoing record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldRule rule : mapping.classOf(record).rules()) {
            Object value = rule.value(record.fields());
            if (value != null) {
                values.put(rule.target(), value);
            }
        }
        StringBuilder line = new StringBuilder("CEF:0|Elevenfold|Elevenfold|1|")
                .append(header(values.remove("header.class"), LONGEST_CLASS))
                .append('|')
                .append(header(values.remove("header.name"), LONGEST_NAME))
                .append('|')
                .append(header(values.remove("header.severity"), 2))
                .append('|');
        String separator = "";
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            line.append(separator)
                    .append(entry.getKey())
                    .append('=')
                    .append(value(entry.getValue().toString()));
            separator = " ";
        }
        return line.toString();
    }

    private static String header(@org.jspecify.annotations.Nullable Object value, int longest) {
        String text = Text.visible(String.valueOf(value), false);
        return Text.cut(text, longest).replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String value(String value) {
        return Text.visible(value, true)
                .replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
