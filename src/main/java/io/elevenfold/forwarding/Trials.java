package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Format;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.forwarding.transport.Answer;
import io.elevenfold.forwarding.transport.DeliveryException;
import io.elevenfold.forwarding.transport.Payload;
import io.elevenfold.forwarding.transport.Transport;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looking before sending: previews and test events. And sending once more what was refused. */
@ApplicationScoped
public class Trials {

    private static final int LOOKED_AT = 500;
    private static final int RESENT_AT_ONCE = 100;

    private final Destinations destinations;
    private final Streams streams;
    private final DeliveryLedger ledger;
    private final Clock clock;

    Trials(Destinations destinations, Streams streams, DeliveryLedger ledger, Clock clock) {
        this.destinations = destinations;
        this.streams = streams;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What a receiver said.
     *
     * @param taken whether it took the record
     * @param answer its words, or why there are none
     */
    public record Outcome(boolean taken, String answer) {}

    /**
     * How records will leave.
     *
     * @param lines as they are sent
     * @param lookedAt how many records were asked whether they pass
     */
    public record Preview(List<String> lines, int lookedAt) {}

    /** What comes next for a destination, or the latest records when nothing waits. */
    public Preview preview(UUID id, int most) {
        Dispatch dispatch = destinations.dispatch(id);
        List<Placed> looked = new ArrayList<>();
        for (int stream : streams.all()) {
            looked.addAll(streams.after(ledger.cursor(id, stream), LOOKED_AT / 5));
        }
        if (looked.isEmpty()) {
            for (int stream : streams.all()) {
                looked.addAll(streams.latest(stream, most));
            }
        }
        return preview(dispatch, looked, most);
    }

    /** The latest records as a destination would get them that is not made yet. */
    public Preview preview(Format.Name format, String filter, Redaction redaction, boolean samples, int most) {
        RecordFilter wanted = RecordFilter.of(filter);
        List<Placed> looked = new ArrayList<>();
        for (int stream : streams.all()) {
            looked.addAll(streams.latest(stream, LOOKED_AT / 5));
        }
        Format writer = Format.named(format);
        List<String> lines = looked.stream()
                .filter(placed -> (samples || !placed.sample()) && wanted.takes(placed.record()))
                .limit(most)
                .map(placed -> writer.write(redaction.applied(placed.record()).bounded(4_096, 100)))
                .toList();
        return new Preview(lines, looked.size());
    }

    private static Preview preview(Dispatch dispatch, List<Placed> looked, int most) {
        List<String> lines = looked.stream()
                .filter(dispatch::takes)
                .limit(most)
                .flatMap(placed -> dispatch.payload(placed.record()).stream())
                .map(Payload::line)
                .toList();
        return new Preview(lines, looked.size());
    }

    /** Sends one record that says that it is a test. */
    public Outcome test(UUID id) {
        Dispatch dispatch = destinations.dispatch(id);
        Instant now = clock.instant();
        String eventId = Ids.at(now).toString();
        Map<String, Object> fields = new LinkedHashMap<>(Map.of(
                "event.id",
                eventId,
                "@timestamp",
                now.toString(),
                "event.ingested",
                now.toString(),
                "event.action",
                "elevenfold.test",
                "audit.subject",
                id.toString(),
                "elevenfold.kind",
                "audit",
                "elevenfold.log",
                "test",
                "elevenfold.position",
                0L,
                Outgoing.SEVERITY,
                "info"));
        return send(dispatch, new Outgoing(Outgoing.Kind.AUDIT, eventId, now, 0, 0, fields))
                .outcome();
    }

    /**
     * Sends dead letters once more, at most 100 of them; those that are refused again stay.
     *
     * @return how many were taken
     */
    public int resend(UUID id) {
        Dispatch dispatch = destinations.dispatch(id);
        int taken = 0;
        for (Place place : ledger.buried(id, RESENT_AT_ONCE)) {
            List<Placed> found = streams.after(new Place(place.stream(), place.xact(), place.position() - 1), 1);
            if (found.isEmpty() || !found.get(0).place().equals(place)) {
                // Retention, or an erasure, took the record itself away.
                ledger.unbury(id, place);
                continue;
            }
            Sent sent = send(dispatch, found.get(0).record());
            if (sent.answer() != null) {
                ledger.unbury(id, place, new DeliveryLedger.Acknowledged(sent.answer(), 1, true));
                taken++;
            } else {
                ledger.buryAgain(
                        id,
                        new DeliveryLedger.Refused(found.get(0), sent.outcome().answer()));
            }
        }
        return taken;
    }

    /** @param answer null when the record was not taken */
    private record Sent(Outcome outcome, @Nullable Answer answer) {}

    private static Sent send(Dispatch dispatch, Outgoing record) {
        Payload payload = dispatch.payload(record)
                .orElseThrow(() -> ProblemException.invalid("max_record_bytes: too few even for this record"));
        try (Transport transport = dispatch.target().kind().open(dispatch.target())) {
            Answer answer = transport.send(List.of(payload));
            boolean taken = answer.rejected().isEmpty() && answer.again().isEmpty();
            String words = taken ? answer.text() : answer.rejected().getOrDefault(0, answer.text());
            return new Sent(new Outcome(taken, words), taken ? answer : null);
        } catch (DeliveryException e) {
            return new Sent(new Outcome(false, e.reason()), null);
        }
    }
}
