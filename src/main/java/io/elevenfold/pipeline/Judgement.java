package io.elevenfold.pipeline;

import io.elevenfold.detection.baseline.Observation;
import io.elevenfold.detection.correlation.Contribution;
import io.elevenfold.detection.taint.Told;
import java.util.List;

/**
 * What is said of one event by itself.
 *
 * @param verdicts what is wrong with it
 * @param hits ids of the rules that hold and that rules over several events listen to
 * @param contributions what it adds to those, worked out on its full content
 * @param observations what may be new about it
 * @param told what it says about its session
 */
record Judgement(
        List<Verdict> verdicts,
        List<String> hits,
        List<Contribution> contributions,
        List<Observation> observations,
        Told told) {

    /** Nothing to say. */
    static final Judgement NOTHING = new Judgement(List.of(), List.of(), List.of(), List.of(), Told.NOTHING);

    Judgement {
        verdicts = List.copyOf(verdicts);
        hits = List.copyOf(hits);
        contributions = List.copyOf(contributions);
        observations = List.copyOf(observations);
    }
}
