package io.elevenfold.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.forwarding.format.Format;
import io.elevenfold.forwarding.format.Outgoing;
import io.elevenfold.forwarding.transport.Answer;
import io.elevenfold.forwarding.transport.DeliveryException;
import io.elevenfold.forwarding.transport.Payload;
import io.elevenfold.forwarding.transport.Target;
import io.elevenfold.forwarding.transport.TransportKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random stories of one destination: receivers that refuse, hang up, take and do not say so; senders that
 * die before they write the cursor down, or run twice; cursors set back by a replay or by an old backup. Whatever
 * happens, no record is lost behind the cursor.
 */
class DeliveryModelTest {

    private static final int STORIES = 5_000;
    private static final int RECORDS = 25;
    private static final Place BEFORE = Place.before(1);
    private static final Dispatch DISPATCH = new Dispatch(
            UUID.randomUUID(),
            1,
            new Target(TransportKind.WEBHOOK, "http://model", Map.of(), null, null, null, true),
            Format.Name.JSON,
            RecordFilter.of("get(event, \"filtered\") != true"),
            Redaction.NONE,
            false,
            false,
            10_000);

    @Test
    void whateverHappensEveryRecordArrivesOrIsADeadLetter() {
        for (int story = 0; story < STORIES; story++) {
            new Story(new Random(story)).play("story " + story);
        }
    }

    private static final class Story {

        private final Random random;
        private final List<Placed> log = new ArrayList<>();
        private final Set<Long> filtered = new HashSet<>();
        private final Set<Long> poisonous = new HashSet<>();
        private final Map<Long, Integer> arrivals = new HashMap<>();
        private final List<Long> firstArrivals = new ArrayList<>();
        private final Set<Long> letters = new TreeSet<>();
        private Place cursor = BEFORE;
        private Place replayed = BEFORE;
        private boolean quiet;

        Story(Random random) {
            this.random = random;
            for (long i = 0; i < RECORDS; i++) {
                int fate = random.nextInt(10);
                if (fate == 0) {
                    filtered.add(i);
                } else if (fate == 1) {
                    poisonous.add(i);
                }
                Map<String, Object> fields = new HashMap<>(Map.of("filtered", fate == 0, "position", i));
                log.add(new Placed(
                        new Place(1, 0, i),
                        new Outgoing(Outgoing.Kind.ACTIVITY, "id-" + i, Instant.EPOCH, 1, i, fields),
                        false));
            }
        }

        void play(String name) {
            int rounds = 5 + random.nextInt(30);
            for (int i = 0; i < rounds; i++) {
                round();
                assertNothingIsLostBehindTheCursor(name);
            }
            quiet = true;
            while (cursor.position() < RECORDS - 1) {
                round();
            }
            assertNothingIsLostBehindTheCursor(name);
            assertThat(letters).as(name).isEqualTo(new TreeSet<>(poisonous));
            assertThat(firstArrivals).as(name).isSorted();
            assertThat(arrivals.keySet()).as(name).noneMatch(filtered::contains);
        }

        private void round() {
            int what = quiet ? 9 : random.nextInt(12);
            if (what == 0 && cursor.position() >= 0) {
                Place back = new Place(1, 0, random.nextLong(cursor.position() + 1) - 1);
                replayed = replayed.isBehind(cursor) ? replayed : cursor;
                cursor = back;
                return;
            }
            if (what == 1 && cursor.position() >= 0) {
                // A backup knows nothing of the replays since.
                cursor = new Place(1, 0, random.nextLong(cursor.position() + 1) - 1);
                return;
            }
            Place from = cursor;
            Delivery delivery = delivery(from);
            Delivery second = what == 2 ? delivery(from) : null;
            run(delivery);
            if (second != null) {
                // Two senders that read the same cursor: the second one finds it moved.
                run(second);
                settle(from, second);
            }
            if (what != 3) {
                settle(from, delivery);
            }
        }

        private Delivery delivery(Place from) {
            int most = 1 + random.nextInt(10);
            return new Delivery(
                    log.stream()
                            .filter(placed -> placed.place().isBehind(from))
                            .limit(most)
                            .toList(),
                    DISPATCH,
                    replayed,
                    this::receive);
        }

        private static void run(Delivery delivery) {
            try {
                delivery.run();
            } catch (DeliveryException e) {
                assertThat(e.sort()).isEqualTo(DeliveryException.Sort.UNAVAILABLE);
            }
        }

        /** As the database does it: nothing when the cursor is no longer where the sender believes it to be. */
        private void settle(Place from, Delivery delivery) {
            delivery.settlement().filter(settlement -> cursor.equals(from)).ifPresent(settlement -> {
                cursor = settlement.to();
                settlement
                        .refused()
                        .forEach(each -> letters.add(each.placed().place().position()));
            });
        }

        private Answer receive(List<Payload> batch) {
            int mood = quiet ? 0 : random.nextInt(8);
            int taken =
                    switch (mood) {
                        case 1 -> 0; // away
                        case 2 -> random.nextInt(batch.size() + 1); // hangs up somewhere, and said so
                        default -> batch.size();
                    };
            List<Payload> looked = batch.subList(0, taken);
            int poison = IntStream.range(0, taken)
                    .filter(i -> poisonous.contains(position(batch.get(i))))
                    .findFirst()
                    .orElse(-1);
            if (mood == 3 || mood == 4) {
                return perItem(batch, mood == 4);
            }
            if (poison >= 0 && batch.size() > 1) {
                throw new DeliveryException(DeliveryException.Sort.REJECTED, "something is wrong in here");
            }
            if (poison >= 0) {
                return new Answer(Map.of(0, "poison"), Set.of(), "400", null);
            }
            looked.forEach(this::take);
            if (mood == 1 || mood == 2 || mood == 5) {
                // In mood 5 all of it was taken, and the answer got lost.
                throw failureAfter(mood == 2 ? taken : 0);
            }
            return new Answer(Map.of(), Set.of(), "200", "00".repeat(32));
        }

        private Answer perItem(List<Payload> batch, boolean crowded) {
            Map<Integer, String> rejected = new HashMap<>();
            Set<Integer> again = new HashSet<>();
            // One that orders by id stands still at the first that it has no room for.
            int room = crowded ? random.nextInt(batch.size() + 1) : batch.size();
            for (int i = 0; i < batch.size(); i++) {
                if (i >= room) {
                    again.add(i);
                } else if (poisonous.contains(position(batch.get(i)))) {
                    rejected.put(i, "400");
                } else {
                    take(batch.get(i));
                }
            }
            return new Answer(rejected, again, "items", "00".repeat(32));
        }

        private static DeliveryException failureAfter(int done) {
            DeliveryException failure = new DeliveryException(DeliveryException.Sort.UNAVAILABLE, "hung up");
            return failure.after(done);
        }

        private void take(Payload payload) {
            long position = position(payload);
            if (arrivals.merge(position, 1, Integer::sum) == 1) {
                firstArrivals.add(position);
            }
            assertThat(payload.record().fields().containsKey(Outgoing.REPLAY))
                    .isEqualTo(position <= replayed.position());
        }

        private static long position(Payload payload) {
            return payload.record().position();
        }

        private void assertNothingIsLostBehindTheCursor(String name) {
            assertThat(LongStream.rangeClosed(0, cursor.position()))
                    .as(name)
                    .allMatch(position -> filtered.contains(position)
                            || (poisonous.contains(position)
                                    ? letters.contains(position)
                                    : arrivals.containsKey(position)));
        }
    }
}
