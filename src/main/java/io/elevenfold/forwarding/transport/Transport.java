package io.elevenfold.forwarding.transport;

import java.util.List;

/** A way to one receiver. Used by one thread at a time. */
public interface Transport extends AutoCloseable {

    /**
     * Sends a batch and waits for its acknowledgement.
     *
     * @throws DeliveryException when it did not arrive, or nobody can say whether it did
     */
    Answer send(List<Payload> batch);

    @Override
    void close();
}
