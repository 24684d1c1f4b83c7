package io.elevenfold.console.rule;

import io.elevenfold.detection.sigma.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of an explanation as a line.
 *
 * @param depth how far it is indented, 0 to 6
 * @param state {@code yes}, {@code no}, or {@code open} when one event cannot decide it
 */
record StepLine(int depth, String state, Step step, @Nullable String selection) {

    private static final int DEEPEST = 6;
    private static final int MOST = 600;

    static List<StepLine> of(Step root) {
        List<StepLine> lines = new ArrayList<>();
        collect(root, 0, null, lines);
        return lines;
    }

    private static void collect(Step step, int depth, @Nullable String around, List<StepLine> lines) {
        if (lines.size() >= MOST) {
            return;
        }
        String state = step.holds() == null ? "open" : step.holds() ? "yes" : "no";
        String selection = step.selection() == null || step.selection().equals(around) ? null : step.selection();
        lines.add(new StepLine(Math.min(depth, DEEPEST), state, step, selection));
        String inside = step.selection() == null ? around : step.selection();
        step.parts().forEach(part -> collect(part, depth + 1, inside, lines));
    }
}
