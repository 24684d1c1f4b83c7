package io.elevenfold.detection.risk;

import io.elevenfold.detection.Rule;
import io.elevenfold.finding.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Risk that one event adds.
 *
 * @param source the rule
 * @param once a source adds to an entity only once with the same word here; null: each time
 * @param detail what is normal, what was seen; values already protected and bounded
 */
public record Addition(
        Origin origin,
        List<Entity> entities,
        String source,
        String title,
        int layer,
        double points,
        @Nullable String once,
        Map<String, Object> detail) {

    public Addition {
        entities = List.copyOf(entities);
        detail = Map.copyOf(detail);
    }

    /** A rule held. */
    public static Addition ofHit(Origin origin, String rule, String title, int layer, Severity severity) {
        return new Addition(origin, origin.entities(), rule, title, layer, points(severity), null, Map.of());
    }

    /** Something is unusual, for all that the event belongs to. */
    public static Addition ofTerm(Origin origin, Rule rule, double points, Map<String, Object> detail) {
        return new Addition(
                origin, origin.entities(), rule.id(), rule.title(), rule.layerOrWatching(), points, null, detail);
    }

    /** As {@link #ofTerm}, told of once for the same word. */
    public static Addition ofRare(Origin origin, Rule rule, double points, String once, Map<String, Object> detail) {
        return new Addition(
                origin, origin.entities(), rule.id(), rule.title(), rule.layerOrWatching(), points, once, detail);
    }

    /** Something is unusual about somebody's hour. */
    public static Addition ofHour(Origin origin, Rule rule, double points, String hour, Map<String, Object> detail) {
        return new Addition(
                origin, origin.who(), rule.id(), rule.title(), rule.layerOrWatching(), points, hour, detail);
    }

    private static double points(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 90;
            case HIGH -> 45;
            case MEDIUM -> 20;
            case LOW -> 5;
            case INFO -> 1;
        };
    }
}
