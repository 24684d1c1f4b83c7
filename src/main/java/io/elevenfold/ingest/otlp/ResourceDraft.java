package io.elevenfold.ingest.otlp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource with its scopes while they are being read; tells every origin its resource at the end. */
final class ResourceDraft {

    final AttributeCollector attributes;
    private final List<OtlpOrigin> origins = new ArrayList<>();

    ResourceDraft(AttributeCollector attributes) {
        this.attributes = attributes;
    }

    void finish() {
        for (OtlpOrigin origin : origins) {
            origin.resource(attributes);
        }
    }

    /** A scope; costs nothing until it has a record, so that empty scopes in masses cost nothing. */
    final class Scope {

        String name = "";
        String version = "";
        private @Nullable OtlpOrigin origin;

        OtlpOrigin origin() {
            OtlpOrigin known = origin;
            if (known == null) {
                known = new OtlpOrigin();
                origin = known;
                origins.add(known);
            }
            return known;
        }

        void finish() {
            if (origin != null) {
                origin.scope(name, version);
            }
        }
    }
}
