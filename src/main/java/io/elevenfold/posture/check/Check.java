package io.elevenfold.posture.check;

import io.elevenfold.finding.Severity;
import java.util.List;
import java.util.Set;

/**
 * A named test of a posture report.
 *
 * @param id {@code APC-} layer {@code -} number, never reused
 * @param title what must hold, as a heading
 * @param subject what it is asked of
 * @param agents the products it is about; empty means all
 * @param os the operating systems it is about; empty means all
 * @param contexts the kinds of environment it is about; empty means all
 * @param controls the controls that it helps to verify
 * @param fields the places in the report that it reads
 * @param appliesWhen whether there is something to test
 * @param unknownWhen whether the report leaves the answer open
 * @param passWhen whether what must hold does hold
 * @param expected what would be right, as a sentence
 * @param observe the values to show as evidence
 * @param why what goes wrong without it
 * @param remediation what to do
 * @param fixes text to copy
 * @param references where the facts come from
 * @param fixtures examples
 * @param location file and line
 */
public record Check(
        String id,
        String title,
        Severity severity,
        Subject subject,
        Set<String> agents,
        Set<String> os,
        Set<String> contexts,
        List<String> controls,
        List<String> fields,
        CheckExpression appliesWhen,
        CheckExpression unknownWhen,
        CheckExpression passWhen,
        String expected,
        List<CheckExpression> observe,
        String why,
        String remediation,
        List<Fix> fixes,
        List<String> references,
        List<Fixture> fixtures,
        String location) {

    /** The layer of security, 1 to 11. */
    public int layer() {
        return Integer.parseInt(id.substring(4, 6));
    }

    /** Whether it reads what the server computes from an agent's settings, which a report may leave out. */
    boolean readsEffectiveSettings() {
        return subject == Subject.AGENT
                && List.of(appliesWhen, unknownWhen, passWhen).stream()
                        .anyMatch(expression -> expression.text().contains("a.effective"));
    }
}
