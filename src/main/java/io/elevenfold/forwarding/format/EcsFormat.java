package io.elevenfold.forwarding.format;

import io.elevenfold.activity.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Elastic Common Schema 9.4.0. What ECS has no field for stands below {@code elevenfold}; what a sender named itself
 * stands there as one text, since each new name would become a field of the index.
 */
final class EcsFormat implements Format {

    private static final String OURS = "elevenfold";

    private final Mapping mapping;

    EcsFormat(Mapping mapping) {
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
        Set<String> mapped = eventClass.sources();
        Map<String, Object> extras = new TreeMap<>();
        record.fields().forEach((name, value) -> {
            if (!mapped.contains(name)) {
                if (isOurs(name)) {
                    event.put(
                            List.of(
                                    OURS,
                                    name.replaceFirst("^elevenfold\\.", "").replace('.', '_')),
                            plain(value));
                } else {
                    extras.put(name, value);
                }
            }
        });
        if (!extras.isEmpty()) {
            event.put(List.of(OURS, "extras"), Text.json(extras));
        }
        return event.document();
    }

    private static boolean isOurs(String name) {
        return Field.named(name).isPresent() || Outgoing.isOurs(name);
    }

    /** An index cannot hold a text today and an object tomorrow. */
    private static Object plain(Object value) {
        if (value instanceof Collection<?> list && list.stream().allMatch(String.class::isInstance)) {
            return value;
        }
        return value instanceof Collection<?> || value instanceof Map<?, ?> ? Text.json(value) : value;
    }
}
