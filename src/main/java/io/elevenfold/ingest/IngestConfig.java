package io.elevenfold.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the doors accept. Beyond a limit on bytes a request is refused; beyond one on shape the event is cut and says so. */
@ConfigMapping(prefix = "elevenfold.ingest")
interface IngestConfig {

    /** Largest body as it arrives, in bytes. */
    @WithDefault("16777216")
    int maxBodyBytes();

    /** Largest body after decompression, in bytes. */
    @WithDefault("67108864")
    int maxDecompressedBytes();

    /** Most attributes of one record, span or point. */
    @WithDefault("256")
    int maxAttributes();

    /** Longest text value, in characters. */
    @WithDefault("65536")
    int maxValueLength();

    /** Deepest nesting of one value. */
    @WithDefault("20")
    int maxDepth();

    /** Most records of one request. */
    @WithDefault("50000")
    int maxRecords();
}
