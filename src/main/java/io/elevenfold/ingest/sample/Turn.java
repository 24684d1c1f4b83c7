package io.elevenfold.ingest.sample;

import java.util.List;

/** What a person asks, and what the agent does about it. */
record Turn(String prompt, List<Step> steps) {

    Turn {
        steps = List.copyOf(steps);
    }
}
