package io.elevenfold.compliance;

import java.util.Collection;

/** How many controls stand where. */
public record ControlCounts(long met, long partly, long notMet, long excepted, long notReported, long notApplicable) {

    static ControlCounts of(Collection<ControlView> controls) {
        return new ControlCounts(
                count(controls, ControlStatus.MET),
                count(controls, ControlStatus.PARTLY),
                count(controls, ControlStatus.NOT_MET),
                count(controls, ControlStatus.EXCEPTED),
                count(controls, ControlStatus.NOT_REPORTED),
                count(controls, ControlStatus.NOT_APPLICABLE));
    }

    private static long count(Collection<ControlView> controls, ControlStatus status) {
        return controls.stream().filter(control -> control.status() == status).count();
    }
}
