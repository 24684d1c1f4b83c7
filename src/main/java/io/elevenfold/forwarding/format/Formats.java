package io.elevenfold.forwarding.format;

import java.util.EnumMap;
import java.util.Map;

/** One instance of each format. */
final class Formats {

    private static final Map<Format.Name, Format> ALL = new EnumMap<>(Map.of(
            Format.Name.JSON, (Format) record -> Text.json(record.fields()),
            Format.Name.OCSF, new OcsfFormat(Mapping.read("ocsf.yaml")),
            Format.Name.ECS, new EcsFormat(Mapping.read("ecs.yaml")),
            Format.Name.CEF, new CefFormat(Mapping.read("cef.yaml")),
            Format.Name.LEEF, new LeefFormat(Mapping.read("leef.yaml"))));

    private Formats() {}

    static Format of(Format.Name name) {
        Format format = ALL.get(name);
        if (format == null) {
            throw new IllegalStateException("no format " + name);
        }
        return format;
    }
}
