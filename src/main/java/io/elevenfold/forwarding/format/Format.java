package io.elevenfold.forwarding.format;

import java.util.Locale;
import java.util.Map;

/** A way to write a record: always one line, without a line break, whatever the record holds. */
public interface Format {

    /** One line; ASCII where the format is JSON. */
    String write(Outgoing record);

    /** The record as nested values. Formats that are no JSON give the flat record. */
    default Map<String, Object> document(Outgoing record) {
        return record.fields();
    }

    /** True when a line is a JSON object. */
    default boolean isJson() {
        return true;
    }

    /** The formats by name. */
    enum Name {
        /** Our own flat record. */
        JSON,
        OCSF,
        ECS,
        CEF,
        LEEF;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A format; they are immutable, and made once. */
    static Format named(Name name) {
        return Formats.of(name);
    }
}
