package io.elevenfold.ingest.sample;

import io.elevenfold.identity.People;
import io.elevenfold.identity.PersonView;
import io.elevenfold.identity.Sender;
import io.elevenfold.pipeline.OverloadedException;
import io.elevenfold.pipeline.Receipt;
import io.elevenfold.posture.Enrollment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Enrols the sample organisation's endpoints and sends what they would have sent, in the order of its time. */
@ApplicationScoped
class SampleLoading {

    /** The name of the enrolment token, which is used up when all are enrolled. */
    static final String TOKEN = "Sample organisation";

    private static final String BY = "Elevenfold";

    /** Requests under way at once: real traffic must not wait behind the samples. */
    private static final int MOST_UNDER_WAY = 100;

    private final Enrollment enrollment;
    private final People people;
    private final SampleDoors doors;
    private final SampleEngagement engagement;
    private final Clock clock;

    SampleLoading(Enrollment enrollment, People people, SampleDoors doors, SampleEngagement engagement, Clock clock) {
        this.enrollment = enrollment;
        this.people = people;
        this.doors = doors;
        this.engagement = engagement;
        this.clock = clock;
    }

    /**
     * Loads everything up to now.
     *
     * @param stop asked before each request
     * @return false when it was stopped; what was loaded by then stays
     */
    boolean load(BooleanSupplier stop) throws InterruptedException {
        Instant now = clock.instant();
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        SampleOrganisation organisation = SampleOrganisation.northwind();
        Map<String, Sender> senders = enrol(organisation, today);
        List<SampleRequest> requests = new ArrayList<>(new SamplePosture(organisation, today).requests());
        requests.addAll(new SampleTraffic(organisation, today).requests());
        // Stable: what comes at the same moment stays in the order of its agent.
        requests.sort(Comparator.comparing(SampleRequest::at));
        List<CompletableFuture<Receipt>> underWay = new ArrayList<>();
        for (SampleRequest request : requests) {
            if (stop.getAsBoolean()) {
                await(underWay);
                return false;
            }
            if (request.at().isAfter(now)) {
                continue;
            }
            Sender sender = Objects.requireNonNull(senders.get(request.host()), request.host());
            if (request.door() == SampleRequest.Door.POSTURE) {
                // What was done before is judged by what was declared before.
                await(underWay);
                doors.declare(sender, request);
            } else {
                underWay.add(send(sender, request));
                if (underWay.size() >= MOST_UNDER_WAY) {
                    await(underWay);
                }
            }
        }
        await(underWay);
        engagement.examine();
        return true;
    }

    private Map<String, Sender> enrol(SampleOrganisation organisation, LocalDate today) {
        String token = enrollment.makeToken(TOKEN, organisation.endpoints().size(), Duration.ofHours(1), BY);
        Instant since =
                today.minusDays(SampleTraffic.DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<String, Sender> senders = new LinkedHashMap<>();
        for (SampleEndpoint endpoint : organisation.endpoints()) {
            SamplePerson person = endpoint.person();
            PersonView known = people.withEmail(person.email(), person.name(), person.team(), true);
            senders.put(endpoint.host(), enrollment.enrollSample(token, endpoint.host(), endpoint.os(), known, since));
        }
        return senders;
    }

    private CompletableFuture<Receipt> send(Sender sender, SampleRequest request) throws InterruptedException {
        while (true) {
            try {
                return doors.send(sender, request).toCompletableFuture();
            } catch (OverloadedException e) {
                Thread.sleep(e.retryAfter().toMillis());
            }
        }
    }

    private static void await(List<CompletableFuture<Receipt>> underWay) {
        underWay.forEach(CompletableFuture::join);
        underWay.clear();
    }
}
