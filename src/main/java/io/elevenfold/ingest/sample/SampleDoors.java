package io.elevenfold.ingest.sample;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.identity.Sender;
import io.elevenfold.ingest.RequestDigest;
import io.elevenfold.ingest.hook.HookNormaliser;
import io.elevenfold.ingest.normalise.OtlpNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.OtlpDecoder;
import io.elevenfold.ingest.otlp.OtlpSignal;
import io.elevenfold.pipeline.Delivery;
import io.elevenfold.pipeline.Lanes;
import io.elevenfold.pipeline.OverloadedException;
import io.elevenfold.pipeline.Receipt;
import io.elevenfold.platform.secret.SecretScanner;
import io.elevenfold.posture.PostureReportReader;
import io.elevenfold.posture.PostureReports;
import io.elevenfold.posture.ReportLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes a sample's request on the way that real ones take, from just behind the door. */
@ApplicationScoped
class SampleDoors {

    private final Lanes lanes;
    private final PostureReports reports;
    private final PostureReportReader reader;
    private final OtlpDecoder decoder = new OtlpDecoder(DecodeLimits.defaults());
    private final OtlpNormaliser normaliser = new OtlpNormaliser();
    private final HookNormaliser hooks = new HookNormaliser(DecodeLimits.defaults());

    SampleDoors(Lanes lanes, PostureReports reports, SecretScanner secrets) {
        this.lanes = lanes;
        this.reports = reports;
        this.reader = new PostureReportReader(ReportLimits.DEFAULT, secrets);
    }

    /** Recorded when this returns, as of the time at which it would have arrived. */
    void declare(Sender sender, SampleRequest report) {
        reports.recordSample(sender, reader.read(report.body()), report.at());
    }

    /** @throws OverloadedException when too much is waiting; to be tried again */
    CompletionStage<Receipt> send(Sender sender, SampleRequest request) {
        return switch (request.door()) {
            case LOGS -> otlp(sender, OtlpSignal.LOGS, "/v1/logs", request);
            case TRACES -> otlp(sender, OtlpSignal.TRACES, "/v1/traces", request);
            case HOOK -> {
                List<Activity> activities = hooks.normalise(request.agent(), null, request.body()).stream()
                        // Claude Code tells its hooks no time: it is when they arrive, and these arrived then.
                        .map(each -> each.toBuilder()
                                .setIfAbsent(Field.TIMESTAMP, request.at())
                                .build())
                        .toList();
                yield submit(sender, "/api/v1/hooks/" + request.agent(), request, activities);
            }
            case POSTURE -> throw new IllegalArgumentException("a report is no activity");
        };
    }

    private CompletionStage<Receipt> otlp(Sender sender, OtlpSignal signal, String door, SampleRequest request) {
        var decoded = decoder.decode(signal, OtlpDecoder.PROTOBUF, request.body());
        return submit(
                sender, door, request, normaliser.normalise(decoded.records()).activities());
    }

    private CompletionStage<Receipt> submit(
            Sender sender, String door, SampleRequest request, List<Activity> activities) {
        return lanes.submit(new Delivery(sender, RequestDigest.of(sender, door, request.body()), activities));
    }
}
