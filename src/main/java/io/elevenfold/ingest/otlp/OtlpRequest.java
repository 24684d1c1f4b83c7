package io.elevenfold.ingest.otlp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one OTLP request brought.
 *
 * @param records in the order of the request; a span's events follow it
 * @param rejected records beyond the limit, which were not read: answer with partial success
 * @param rejectedReason why; null when nothing was rejected
 */
public record OtlpRequest(List<OtlpRecord> records, int rejected, @Nullable String rejectedReason) {

    public OtlpRequest {
        records = List.copyOf(records);
    }
}
