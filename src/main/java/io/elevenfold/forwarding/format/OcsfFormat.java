package io.elevenfold.forwarding.format;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Open Cybersecurity Schema Framework 1.8.0. What has no place there stands in {@code unmapped}: nothing is lost. */
final class OcsfFormat implements Format {

    private static final int TYPES_OF_A_CLASS = 100;
    private static final int OTHER = 99;

    private final Mapping mapping;

    OcsfFormat(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public String write(Outgoing record) {
        return Text.json(document(record));
    }

    @Override
    public Map<String, Object> document(Outgoing record) {
        Mapping.EventClass eventClass = mapping.classOf(record);
        Nested event = new Nested();
        for (FieldRule rule : eventClass.rules()) {
            Object value = rule.value(record.fields());
            if (value != null) {
                event.put(rule.target(), value);
            }
        }
        Map<String, Object> document = event.document();
        long uid = eventClass.number("uid");
        Number activity = (Number) document.getOrDefault("activity_id", OTHER);
        document.put("activity_id", activity);
        document.put(
                "type_name",
                document.get("class_name") + ": "
                        + (activity.intValue() == OTHER ? "Other" : document.get("activity_name")));
        document.put("class_uid", uid);
        document.put("category_uid", (long) eventClass.number("category"));
        document.put("type_uid", uid * TYPES_OF_A_CLASS + activity.longValue());
        Map<String, Object> unmapped = new TreeMap<>(record.fields());
        Set<String> mapped = eventClass.sources();
        unmapped.keySet().removeIf(mapped::contains);
        if (!unmapped.isEmpty()) {
            document.put("unmapped", unmapped);
        }
        return document;
    }
}
