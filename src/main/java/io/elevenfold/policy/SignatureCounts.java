package io.elevenfold.policy;

import java.util.List;
import java.util.UUID;

/**
 * How far a policy was signed at a moment, by those who were asked to and are with us.
 *
 * @param controls ids of the controls that it speaks for
 * @param signed who signed what was required then
 * @param overdue who had not, and was past the due date
 * @param open who had not, and still had time
 */
public record SignatureCounts(
        UUID policyId, String title, List<String> controls, long signed, long overdue, long open) {

    public SignatureCounts {
        controls = List.copyOf(controls);
    }
}
