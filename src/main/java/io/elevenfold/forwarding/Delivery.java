package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.forwarding.transport.Answer;
import io.elevenfold.forwarding.transport.DeliveryException;
import io.elevenfold.forwarding.transport.Payload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The records of one batch and what became of them. It knows neither network nor database. */
final class Delivery {

    private static final int MOST_BYTES = 4_000_000;

    private final List<Placed> read;
    private final Dispatch dispatch;
    private final Place replayed;
    private final Function<List<Payload>, Answer> receiver;
    private final Set<Integer> settled = new HashSet<>();
    private final List<DeliveryLedger.Refused> refused = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();

    private record Item(int place, Payload payload) {}

    /** An answer, and the places of the records that it acknowledges. */
    private record Told(Answer answer, List<Integer> places) {}

    /**
     * What may be written down.
     *
     * @param to everything up to here is acknowledged, filtered out, or refused
     */
    record Settlement(Place to, List<DeliveryLedger.Refused> refused, List<DeliveryLedger.Acknowledged> acknowledged) {}

    /**
     * @param read in the order of their stream
     * @param replayed what lies up to here is sent again, and says so
     * @param receiver sends and waits for the answer
     */
    Delivery(List<Placed> read, Dispatch dispatch, Place replayed, Function<List<Payload>, Answer> receiver) {
        this.read = read;
        this.dispatch = dispatch;
        this.replayed = replayed;
        this.receiver = receiver;
    }

    private Optional<Payload> payload(Placed placed) {
        Outgoing record = placed.record();
        return dispatch.payload(placed.place().isBehind(replayed) ? record : record.replayed());
    }

    /** @throws DeliveryException when not all of it could be settled */
    void run() {
        List<Item> chunk = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < read.size(); i++) {
            if (!dispatch.takes(read.get(i))) {
                settled.add(i);
                continue;
            }
            Payload payload = payload(read.get(i)).orElse(null);
            if (payload == null) {
                refuse(i, "larger than %d bytes however it is shortened".formatted(dispatch.maxRecordBytes()));
                continue;
            }
            if (!chunk.isEmpty() && bytes + payload.line().length() > MOST_BYTES) {
                deliver(chunk);
                chunk = new ArrayList<>();
                bytes = 0;
            }
            chunk.add(new Item(i, payload));
            bytes += payload.line().length();
        }
        if (!chunk.isEmpty()) {
            deliver(chunk);
        }
    }

    private void deliver(List<Item> items) {
        List<Item> rest = items;
        while (!rest.isEmpty()) {
            rest = once(rest);
        }
    }

    /** What is to be sent again. */
    private List<Item> once(List<Item> items) {
        try {
            Answer answer = receiver.apply(items.stream().map(Item::payload).toList());
            List<Integer> arrived = new ArrayList<>();
            List<Item> again = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                if (answer.rejected().containsKey(i)) {
                    refuse(
                            items.get(i).place(),
                            String.valueOf(answer.rejected().get(i)));
                } else if (answer.again().contains(i)) {
                    again.add(items.get(i));
                } else {
                    arrived.add(items.get(i).place());
                }
            }
            acknowledge(answer, arrived);
            if (again.size() == items.size()) {
                throw new DeliveryException(DeliveryException.Sort.UNAVAILABLE, "has no room: " + answer.text());
            }
            return again;
        } catch (DeliveryException e) {
            acknowledge(
                    Answer.before(e),
                    items.subList(0, e.done()).stream().map(Item::place).toList());
            List<Item> left = items.subList(e.done(), items.size());
            if (e.sort() != DeliveryException.Sort.REJECTED && e.sort() != DeliveryException.Sort.TOO_LARGE) {
                throw e;
            }
            if (left.size() == 1) {
                refuse(left.get(0).place(), e.reason());
                return List.of();
            }
            // Somewhere in here is the one that the receiver does not take.
            deliver(left.subList(0, left.size() / 2));
            return left.subList(left.size() / 2, left.size());
        }
    }

    private void acknowledge(Answer answer, List<Integer> places) {
        settled.addAll(places);
        if (!places.isEmpty()) {
            told.add(new Told(answer, places));
        }
    }

    /** What an answer says of the records before a place; empty when it speaks of later ones alone. */
    private Optional<DeliveryLedger.Acknowledged> acknowledged(Told answered, int end) {
        List<Outgoing> records = answered.places().stream()
                .filter(place -> place < end)
                .map(place -> read.get(place).record())
                .toList();
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeliveryLedger.Acknowledged(
                        answered.answer(), records.size(), records.stream().anyMatch(DeliveryReceipts::deserves)));
    }

    private void refuse(int place, String reason) {
        refused.add(new DeliveryLedger.Refused(read.get(place), reason));
        settled.add(place);
    }

    /**
     * Up to the first record that is still open; what arrived behind it will arrive once more. Empty when that is the
     * very first one.
     */
    Optional<Settlement> settlement() {
        int open = 0;
        while (open < read.size() && settled.contains(open)) {
            open++;
        }
        if (open == 0) {
            return Optional.empty();
        }
        int end = open;
        Set<Place> within = new HashSet<>();
        read.subList(0, end).forEach(placed -> within.add(placed.place()));
        return Optional.of(new Settlement(
                read.get(end - 1).place(),
                refused.stream()
                        .filter(each -> within.contains(each.placed().place()))
                        .toList(),
                told.stream().flatMap(each -> acknowledged(each, end).stream()).toList()));
    }
}
