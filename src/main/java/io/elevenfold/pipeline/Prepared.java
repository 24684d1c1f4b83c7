package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.detection.baseline.Observation;
import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.taint.Told;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that is ready to be recorded: judged, protected, committed to. Only its place is missing.
 *
 * @param event as it will be stored
 * @param subject whose key salts the commitments
 * @param actor commitment to the group of that name; null when the group is empty, as for the other two
 * @param json the stored event, canonical
 * @param hits ids of the rules that hold and that rules over several events listen to
 * @param contributions what it adds to those
 * @param observations what may be new about it
 * @param told what it says about its session; values already protected
 */
record Prepared(
        Activity event,
        UUID id,
        @Nullable UUID sessionKey,
        Instant at,
        UUID subject,
        @Nullable String actor,
        @Nullable String target,
        @Nullable String content,
        byte[] json,
        List<Verdict> verdicts,
        List<String> hits,
        List<Contribution> contributions,
        List<Observation> observations,
        Told told) {}
