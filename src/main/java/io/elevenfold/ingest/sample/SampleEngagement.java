package io.elevenfold.ingest.sample;

import io.elevenfold.evidence.engagement.AuditRequest;
import io.elevenfold.evidence.engagement.AuditRequests;
import io.elevenfold.evidence.engagement.BroughtFiles;
import io.elevenfold.evidence.engagement.Engagement;
import io.elevenfold.evidence.engagement.Engagements;
import io.elevenfold.evidence.engagement.Examinations;
import io.elevenfold.evidence.engagement.Sample;
import io.elevenfold.evidence.engagement.SampleItem;
import io.elevenfold.evidence.engagement.Samples;
import io.elevenfold.evidence.engagement.TimeBoxes;
import io.elevenfold.evidence.engagement.Visitor;
import io.elevenfold.identity.Actor;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Examines the sample organisation as {@code sample/engagement.yaml} says, by the services that auditors use. */
@ApplicationScoped
class SampleEngagement {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Engagements engagements;
    private final TimeBoxes boxes;
    private final AuditRequests requests;
    private final BroughtFiles files;
    private final Samples samples;
    private final Examinations examinations;
    private final Clock clock;

    SampleEngagement(
            Engagements engagements,
            TimeBoxes boxes,
            AuditRequests requests,
            BroughtFiles files,
            Samples samples,
            Examinations examinations,
            Clock clock) {
        this.engagements = engagements;
        this.boxes = boxes;
        this.requests = requests;
        this.files = files;
        this.samples = samples;
        this.examinations = examinations;
        this.clock = clock;
    }

    void examine() {
        ContentNode file = ContentFiles.document("sample/engagement.yaml");
        Instant tomorrow = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        Visitor house = Visitor.ofTheHouse(new Actor(file.text("house"), null));
        Visitor auditor = Visitor.ofTheHouse(new Actor(file.text("auditor"), null));
        Engagement engagement = engagements.openSample(
                house,
                new Engagements.Wanted(
                        file.text("name"),
                        file.text("scope"),
                        file.text("framework"),
                        null,
                        tomorrow.minus(Duration.ofDays(file.required("days").number())),
                        tomorrow));
        UUID id = engagement.id();
        boxes.give(
                house,
                id,
                file.text("auditor"),
                clock.instant(),
                tomorrow.plus(WEEK.multipliedBy(file.required("weeks").number())),
                file.text("reason"));
        samples.count(auditor, id);
        ask(house, auditor, id, file.required("requests").items());
        file.required("samples").items().forEach(each -> draw(auditor, id, each));
        file.required("conclusions")
                .items()
                .forEach(each -> examinations.conclude(
                        auditor,
                        id,
                        each.text("control"),
                        new Examinations.Wanted(
                                each.text("design"),
                                each.text("operation"),
                                each.textOrNull("deviations"),
                                each.textOrNull("note"))));
    }

    private void ask(Visitor house, Visitor auditor, UUID id, List<ContentNode> asked) {
        List<AuditRequest> there = requests.add(
                auditor, id, asked.stream().map(each -> each.text("text")).collect(Collectors.joining("\n")));
        for (int i = 0; i < asked.size(); i++) {
            ContentNode each = asked.get(i);
            UUID request = there.get(i).id();
            String state = each.textOrNull("state");
            if (state == null) {
                continue;
            }
            requests.act(
                    house,
                    id,
                    request,
                    new AuditRequests.Wanted(
                            "answered", each.textOrNull("owner"), state.equals("returned") ? "" : each.text("answer")));
            if (!state.equals("answered")) {
                requests.act(
                        auditor,
                        id,
                        request,
                        new AuditRequests.Wanted(state, null, state.equals("returned") ? each.text("answer") : ""));
            }
            bring(house, id, request, each);
        }
    }

    private void bring(Visitor house, UUID id, UUID request, ContentNode each) {
        @Nullable String content = each.textOrNull("content");
        if (content != null) {
            files.add(
                    house,
                    id,
                    new BroughtFiles.About(null, null, null, request),
                    each.text("file"),
                    each.text("note"),
                    content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void draw(Visitor auditor, UUID id, ContentNode wanted) {
        Sample sample = samples.draw(
                auditor,
                id,
                new Samples.Wanted(
                        wanted.text("control"),
                        wanted.text("population"),
                        wanted.textOrNull("test"),
                        wanted.required("size").number(),
                        wanted.text("seed")));
        int left = wanted.required("concluded").number();
        for (SampleItem item : samples.drawn(auditor, id, sample.id()).items()) {
            if (left-- <= 0) {
                return;
            }
            boolean deviates = item.content().contains(wanted.text("deviates_when"));
            samples.conclude(
                    auditor,
                    id,
                    sample.id(),
                    item.row(),
                    deviates ? "deviates" : "conforms",
                    deviates ? wanted.text("note") : null);
        }
    }
}
