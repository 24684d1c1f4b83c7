package io.elevenfold.ingest.sample;

/** How much of the sample organisation there is. */
public record SampleCounts(
        long teams, long people, long endpoints, long postureReports, long sessions, long events, long findings) {}
