package io.elevenfold.ingest.otlp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the records of one resource and scope have in common. One object stands for all of them, so that a normaliser may
 * derive from it once and keep the result by identity.
 *
 * <p>JSON members come in any order: records may be read before their resource is known, hence the two setters for the
 * decoder. Nothing changes after {@link OtlpDecoder} has returned.
 */
public final class OtlpOrigin {

    private Map<String, Object> resource = Map.of();
    private List<String> truncated = List.of();
    private String scopeName = "";
    private String scopeVersion = "";

    OtlpOrigin() {}

    /** For normalisers' tests and for other sources than OTLP. */
    public static OtlpOrigin of(Map<String, Object> resource, String scopeName, String scopeVersion) {
        OtlpOrigin origin = new OtlpOrigin();
        origin.resource = Collections.unmodifiableMap(new LinkedHashMap<>(resource));
        origin.scope(scopeName, scopeVersion);
        return origin;
    }

    void resource(AttributeCollector attributes) {
        resource = attributes.values();
        truncated =
                attributes.truncated().stream().map(name -> "resource." + name).toList();
    }

    void scope(String name, String version) {
        scopeName = name;
        scopeVersion = version;
    }

    /** The resource attributes; empty when there were none. */
    public Map<String, Object> resource() {
        return resource;
    }

    /** The instrumentation scope's name; empty when there was none. */
    public String scopeName() {
        return scopeName;
    }

    /** The instrumentation scope's version; empty when there was none. */
    public String scopeVersion() {
        return scopeVersion;
    }

    /** Names of resource attributes that were cut, as {@code resource.<name>}. */
    public List<String> truncated() {
        return truncated;
    }
}
