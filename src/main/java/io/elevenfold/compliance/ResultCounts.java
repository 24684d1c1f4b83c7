package io.elevenfold.compliance;

import io.elevenfold.posture.ResultState;
import java.util.Collection;

/** How many results there are in each of the seven states. */
public record ResultCounts(
        long pass, long fail, long notApplicable, long error, long notChecked, long excepted, long pending) {

    /** No result at all, which is something else than seven zeros measured. */
    public static final ResultCounts NONE = new ResultCounts(0, 0, 0, 0, 0, 0, 0);

    public static ResultCounts sum(Collection<ResultCounts> parts) {
        return parts.stream().reduce(NONE, ResultCounts::plus);
    }

    /** So many results in one state. */
    public static ResultCounts of(ResultState state, long results) {
        return new ResultCounts(
                state == ResultState.PASS ? results : 0,
                state == ResultState.FAIL ? results : 0,
                state == ResultState.NOT_APPLICABLE ? results : 0,
                state == ResultState.ERROR ? results : 0,
                state == ResultState.NOT_CHECKED ? results : 0,
                state == ResultState.EXCEPTED ? results : 0,
                state == ResultState.PENDING ? results : 0);
    }

    public ResultCounts plus(ResultCounts other) {
        return new ResultCounts(
                pass + other.pass,
                fail + other.fail,
                notApplicable + other.notApplicable,
                error + other.error,
                notChecked + other.notChecked,
                excepted + other.excepted,
                pending + other.pending);
    }

    /** Results that say something about what is tested; the others only say that nothing could be said. */
    public long assessed() {
        return pass + fail + excepted;
    }

    public long total() {
        return assessed() + notApplicable + error + notChecked + pending;
    }
}
