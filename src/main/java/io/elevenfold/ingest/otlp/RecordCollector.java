package io.elevenfold.ingest.otlp;

import java.util.ArrayList;
import java.util.List;

/** Gathers one request's records up to the limit, and counts the rest. */
final class RecordCollector {

    private final DecodeLimits limits;
    private final List<OtlpRecord> records = new ArrayList<>();
    private int reserved;
    private int rejected;

    RecordCollector(DecodeLimits limits) {
        this.limits = limits;
    }

    /** Whether another record may be read; one that may not is counted as rejected, and must be skipped. */
    boolean takes() {
        if (reserved < limits.maxRecords()) {
            reserved++;
            return true;
        }
        rejected++;
        return false;
    }

    void add(OtlpRecord record) {
        records.add(record);
    }

    AttributeCollector attributes() {
        return new AttributeCollector(limits);
    }

    String cut(String text) {
        return limits.cut(text);
    }

    OtlpRequest request() {
        String reason = rejected == 0 ? null : "more than %d records in one request".formatted(limits.maxRecords());
        return new OtlpRequest(records, rejected, reason);
    }
}
