package io.elevenfold.forwarding;

import io.elevenfold.forwarding.transport.DeliveryException;
import io.elevenfold.forwarding.transport.Transport;
import java.time.Duration;
import java.util.List;
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
    /** How long a courier that died keeps others waiting. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final long IDLE_MILLIS = 500;
    private static final long SHORTEST_PAUSE = 500;
    private static final long LONGEST_PAUSE = 300_000;
    private static final long PROBE = 60_000;
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

    /** Says that it is still at it, however long a batch takes. */
    void renew() {
        if (stopped.getCount() > 0) {
            ledger.lease(dispatch.id(), name, LEASE);
        }
    }

    /** Ends after the batch that is under way: every transport has a limit to its patience. */
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
        Delivery delivery =
                new Delivery(read, dispatch, ledger.replayedUpTo(dispatch.id(), stream), batch -> open().send(batch));
        try {
            delivery.run();
        } finally {
            delivery.settlement().ifPresent(settlement -> ledger.settle(dispatch.id(), from, settlement));
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
}
