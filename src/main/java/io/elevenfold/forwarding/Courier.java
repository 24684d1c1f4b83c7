package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.forwarding.transport.Answer;
import io.elevenfold.forwarding.transport.DeliveryException;
import io.elevenfold.forwarding.transport.Payload;
import io.elevenfold.forwarding.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one destination, on a thread of its own, stream by stream and in order. A cursor moves only over records
 * that are acknowledged, filtered out, or dead letters; so whatever dies in between is sent again.
 */
final class Courier implements Runnable {

    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final long IDLE_MILLIS = 500;
    private static final long SHORTEST_PAUSE = 500;
    private static final long LONGEST_PAUSE = 300_000;
    private static final long PROBE = 60_000;
    private static final int MOST_BYTES = 4_000_000;
    private static final int MOST_READ = 500;

    private final Dispatch dispatch;
    private final Streams streams;
    private final DeliveryLedger ledger;
    private final UUID name = UUID.randomUUID();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Transport transport;
    private int failures;

    Courier(Dispatch dispatch, Streams streams, DeliveryLedger ledger) {
        this.dispatch = dispatch;
        this.streams = streams;
        this.ledger = ledger;
    }

    long epoch() {
        return dispatch.epoch();
    }

    void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        try {
            while (stopped.getCount() > 0) {
                long pause = round();
                if (pause > 0 && stopped.await(pause, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            ledger.release(dispatch.id(), name);
        }
    }

    /** One batch of each stream; how long to wait before the next round. */
    private long round() {
        try {
            if (!ledger.lease(dispatch.id(), name, LEASE)) {
                return PROBE / 10;
            }
            boolean moved = false;
            for (int stream : streams.all()) {
                if (stopped.getCount() == 0) {
                    return 0;
                }
                if (batch(stream)) {
                    moved = true;
                    failures = 0;
                }
            }
            return moved ? 0 : IDLE_MILLIS;
        } catch (DeliveryException e) {
            return afterFailure(e);
        } catch (RuntimeException e) {
            // A thread that dies in silence would look like a receiver that is away.
            LOG.error("forwarding to destination " + dispatch.id() + " failed on our side", e);
            ledger.failed(dispatch.id(), "on our side: " + e.getClass().getSimpleName());
            return backoff();
        }
    }

    private long afterFailure(DeliveryException e) {
        if (e.sort() == DeliveryException.Sort.GONE) {
            ledger.disable(dispatch.id(), e.reason());
            stop();
            return 0;
        }
        ledger.failed(dispatch.id(), e.reason());
        long pause = e.sort() == DeliveryException.Sort.MISCONFIGURED ? PROBE : backoff();
        Duration wanted = e.retryAfter();
        return wanted == null ? pause : Math.max(wanted.toMillis(), SHORTEST_PAUSE);
    }

    private long backoff() {
        long ceiling = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE << Math.min(failures++, 10));
        return ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1);
    }

    /** Sends what follows in a stream; true when there was something. */
    private boolean batch(int stream) {
        Place from = ledger.cursor(dispatch.id(), stream);
        List<Placed> read =
                streams.after(from, Math.min(MOST_READ, dispatch.target().kind().batch()));
        if (read.isEmpty()) {
            return false;
        }
        Delivery delivery = new Delivery(read, ledger.replayedUpTo(dispatch.id(), stream));
        try {
            delivery.run();
        } finally {
            delivery.settle(from);
        }
        return true;
    }

    private Transport open() {
        Transport open = transport;
        if (open == null) {
            open = dispatch.target().kind().open(dispatch.target());
            transport = open;
        }
        return open;
    }

    private void close() {
        if (transport != null) {
            transport.close();
            transport = null;
        }
    }

    /** The records of one batch and what became of them. */
    private final class Delivery {

        private final List<Placed> read;
        private final Place replayed;
        private final Set<Integer> settled = new HashSet<>();
        private final List<DeliveryLedger.Refused> refused = new ArrayList<>();
        private final List<Told> told = new ArrayList<>();

        private record Item(int place, Payload payload) {}

        /** An answer, and the places of the records that it acknowledges. */
        private record Told(Answer answer, List<Integer> places) {}

        /** @param replayed what lies up to here is sent again, and says so */
        Delivery(List<Placed> read, Place replayed) {
            this.read = read;
            this.replayed = replayed;
        }

        private Optional<Payload> payload(Placed placed) {
            Outgoing record = placed.record();
            return dispatch.payload(placed.place().isBehind(replayed) ? record : record.replayed());
        }

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
                Answer answer = open().send(items.stream().map(Item::payload).toList());
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

        /** Up to the first record that is still open; what arrived behind it will arrive once more. */
        void settle(Place from) {
            int prefix = 0;
            while (prefix < read.size() && settled.contains(prefix)) {
                prefix++;
            }
            if (prefix == 0) {
                return;
            }
            int end = prefix;
            Set<Place> within = new HashSet<>();
            read.subList(0, end).forEach(placed -> within.add(placed.place()));
            ledger.settle(
                    dispatch.id(),
                    from,
                    read.get(end - 1).place(),
                    refused.stream()
                            .filter(each -> within.contains(each.placed().place()))
                            .toList(),
                    told.stream()
                            .flatMap(each -> acknowledged(each, end).stream())
                            .toList());
        }
    }
}
