package io.elevenfold.pipeline;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A request that waits in a lane for its commit. */
record Waiting(Delivery delivery, List<Prepared> events, CompletableFuture<Receipt> receipt) {}
