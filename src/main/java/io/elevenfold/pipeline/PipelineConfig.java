package io.elevenfold.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are collected, judged and committed. */
@ConfigMapping(prefix = "elevenfold.pipeline")
interface PipelineConfig {

    /** Lanes on this node: each is an order of events, a writer and a log of its own. */
    @WithDefault("1")
    int lanes();

    /** Most events of one transaction. */
    @WithDefault("8000")
    int maxBatchEvents();

    /** Most events that may wait in a lane; a request beyond is refused with 503. */
    @WithDefault("200000")
    int maxWaitingEvents();

    /** How long a request's digest is remembered, so that a repeated request is recorded once. */
    @WithDefault("24h")
    Duration requestMemory();

    /** How far back the same event, or the first record of a call, is looked for. */
    @WithDefault("48h")
    Duration lookBack();

    /** How long a refused client should wait. */
    @WithDefault("2s")
    Duration retryAfter();
}
