package io.elevenfold.pipeline;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The unit of order, of rule state and of ledger: one thread that takes what waits, commits it in one transaction and
 * only then answers. While one batch is being committed the next one gathers, so batches grow with the load by
 * themselves (group commit).
 */
final class Lane implements Runnable {

    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final long POLL_MILLIS = 200;

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingEvents = new AtomicLong();
    private final LaneWriter writer;
    private final PipelineConfig config;
    private volatile boolean stopping;

    Lane(LaneWriter writer, PipelineConfig config) {
        this.writer = writer;
        this.config = config;
    }

    /** @throws OverloadedException when too much is waiting, or the service stops */
    void offer(Waiting waiting) {
        int events = Math.max(1, waiting.events().size());
        if (stopping || waitingEvents.addAndGet(events) > config.maxWaitingEvents() + (long) events) {
            waitingEvents.addAndGet(-events);
            throw new OverloadedException(config.retryAfter());
        }
        queue.add(waiting);
    }

    /** Events that wait now. */
    long waiting() {
        return waitingEvents.get();
    }

    /** Takes nothing new; what waits is still committed. */
    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    commit(gather(first));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<Waiting> gather(Waiting first) {
        List<Waiting> batch = new ArrayList<>();
        int events = 0;
        Waiting next = first;
        while (next != null) {
            batch.add(next);
            events += next.events().size();
            next = events < config.maxBatchEvents() ? queue.poll() : null;
        }
        return batch;
    }

    private void commit(List<Waiting> batch) {
        try {
            List<Receipt> receipts = writer.write(batch);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).receipt().complete(receipts.get(i));
            }
        } catch (SQLException | RuntimeException e) {
            if (batch.size() == 1) {
                LOG.errorf(
                        e,
                        "A request of %d events was not recorded",
                        batch.get(0).events().size());
                batch.get(0).receipt().completeExceptionally(e);
            } else {
                // One request must not take the others down with it.
                LOG.warnf("A batch of %d requests failed (%s), trying each alone", batch.size(), e.getMessage());
                int half = batch.size() / 2;
                commit(batch.subList(0, half));
                commit(batch.subList(half, batch.size()));
                return;
            }
        }
        batch.forEach(done -> waitingEvents.addAndGet(-Math.max(1, done.events().size())));
    }
}
