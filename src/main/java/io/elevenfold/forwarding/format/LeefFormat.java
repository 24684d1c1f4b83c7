package io.elevenfold.forwarding.format;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * IBM's Log Event Extended Format 2.0, separated by tabs. LEEF knows no escapes: what would break its framing becomes
 * visible as {@code <U+0009>}.
 */
final class LeefFormat implements Format {

    private static final int LONGEST_EVENT_ID = 255;

    private final Mapping mapping;

    LeefFormat(Mapping mapping) {
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
        String eventId = Text.visible(String.valueOf(values.remove("header.event_id")), false)
                .replace('|', '/');
        StringBuilder line = new StringBuilder("LEEF:2.0|Elevenfold|Elevenfold|1|")
                .append(Text.cut(eventId, LONGEST_EVENT_ID))
                .append("|x09|");
        String separator = "";
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            line.append(separator)
                    .append(entry.getKey())
                    .append('=')
                    .append(Text.visible(entry.getValue().toString(), false));
            separator = "\t";
        }
        return line.toString();
    }
}
