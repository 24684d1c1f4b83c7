package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Activity;
import io.elevenfold.ingest.otlp.OtlpChannel;
import io.elevenfold.ingest.otlp.OtlpOrigin;
import io.elevenfold.ingest.otlp.OtlpRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request on its way: results, counts, and what its records share. Used by one thread. */
final class Batch {

    private final List<OtlpRecord> records;
    private final List<Activity> activities;
    private int duplicates;
    private int internal;
    private int metrics;
    private @Nullable Map<String, OtlpRecord> spans;
    private @Nullable OtlpOrigin knownOrigin;
    private @Nullable Product knownProduct;
    private @Nullable Activity knownTemplate;

    Batch(List<OtlpRecord> records) {
        this.records = records;
        this.activities = new ArrayList<>(records.size());
    }

    void add(Activity activity) {
        activities.add(activity);
    }

    void countDuplicate() {
        duplicates++;
    }

    void countInternal() {
        internal++;
    }

    void countMetric() {
        metrics++;
    }

    Normalised result() {
        return new Normalised(activities, duplicates, internal, metrics);
    }

    /**
     * The span above this one, if the request holds it. Children are often exported before their parents, so the whole
     * request is searched; the index is made when first asked for.
     */
    @Nullable
    OtlpRecord parent(OtlpRecord record) {
        if (record.parentSpanId().isEmpty()) {
            return null;
        }
        Map<String, OtlpRecord> index = spans;
        if (index == null) {
            index = new HashMap<>();
            for (OtlpRecord span : records) {
                if (span.channel() == OtlpChannel.SPAN && !span.spanId().isEmpty()) {
                    index.put(span.traceId() + span.spanId(), span);
                }
            }
            spans = index;
        }
        return index.get(record.traceId() + record.parentSpanId());
    }

    /** What is common to the records of one origin; null when another origin came last. */
    @Nullable
    Activity template(OtlpOrigin origin, Product product) {
        return origin == knownOrigin && product == knownProduct ? knownTemplate : null;
    }

    void keepTemplate(OtlpOrigin origin, Product product, Activity template) {
        knownOrigin = origin;
        knownProduct = product;
        knownTemplate = template;
    }
}
