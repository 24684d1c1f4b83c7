package io.elevenfold.console.home;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the first page. */
@MessageBundle("msg_home")
public interface HomeMessages {

    @Message("Home")
    String home();

    @Message("Where we stand")
    String heading();

    @Message("Log {log} of the ledger does not match its records from position {position} on: {what}.")
    String ledgerDamaged(int log, long position, String what);

    @Message("{#if faults == 1}One place is named.{#else}{faults} places are named.{/if}")
    String ledgerFaults(int faults);

    @Message("Log {log} of the ledger was last checked")
    String ledgerStale(int log);

    @Message("Log {log} of the ledger was never checked, and is older than two days.")
    String ledgerNeverChecked(int log);

    @Message("See the ledger")
    String toLedger();

    @Message("As of")
    String asOf();

    @Message("{#if below == 0}none of {assessed} assessed layers is below target{#else if below == 1}1 "
            + "of {assessed} assessed layers is below target{#else}{below} of {assessed} assessed layers "
            + "are below target{/if}")
    String below(long below, long assessed);

    @Message("no layer has been assessed yet")
    String noneAssessed();

    @Message("{reporting} of {expected} expected endpoints report")
    String reporting(long reporting, long expected);

    @Message("no endpoint is enrolled.")
    String noEndpoints();

    @Message("Begin here")
    String begin();

    @Message("(done)")
    String done();

    @Message("Show me how")
    String show();

    @Message("{#switch key}{#case 'enrol'}Enrol an endpoint{#case 'telemetry'}Receive telemetry from an "
            + "agent{#case 'hooks'}Connect the agent’s hooks{#case 'report'}Receive a posture "
            + "report{#else}{/switch}")
    String step(String key);

    @Message("{#switch key}{#case 'enrol'}An enrolment token turns a workstation, container or runner "
            + "into a known endpoint.{#case 'telemetry'}Point the agent’s OpenTelemetry export at this "
            + "service.{#case 'hooks'}Hooks show what telemetry leaves out, such as refused tool "
            + "calls.{#case 'report'}The collector declares agents, sandboxes, permissions and MCP "
            + "servers; checks judge it.{#else}{/switch}")
    String stepMore(String key);

    @Message("Eleven layers")
    String layers();

    @Message("Score of what was assessed; the tick on the bar is the target. Beside it, how many "
            + "endpoints it speaks for.")
    String layersNote();

    @Message("{#switch basis}{#case 'not_applicable'}Not applicable{#case 'not_reported'}Not "
            + "reported{#case 'no_data'}No data{#else}Not scored{/switch}")
    String basis(String basis);

    @Message("{points} in 7 days")
    String trend(String points);

    @Message("{reporting} of {expected} report")
    String coverage(long reporting, long expected);

    @Message("No control is known to need work")
    String noWorst();

    @Message("No open findings")
    String noOpen();

    @Message("Open findings")
    String open();

    @Message("To look at first")
    String worst();

    @Message("All findings")
    String allFindings();

    @Message("Severity")
    String severity();

    @Message("Finding")
    String finding();

    @Message("Endpoint")
    String where();

    @Message("State")
    String state();

    @Message("Last seen")
    String last();

    @Message("not reported")
    String notReported();

    @Message("Nothing is open")
    String noFindings();

    @Message("Findings appear here as soon as a check fails or a rule holds.")
    String noFindingsMore();

    @Message("Frameworks")
    String frameworks();

    @Message("met")
    String met();

    @Message("supported")
    String supported();

    @Message("partly")
    String partly();

    @Message("failing")
    String failing();

    @Message("not assessed or not mapped")
    String notAssessed();

    @Message("Figures count requirements that are met, or supported by controls that all pass. This is coverage by "
            + "evidence, not a statement of compliance.")
    String frameworksNote();

    @Message("{shown} of {total}")
    String shownOf(long shown, long total);

    @Message("{#if count == 1}1 leans on an exception{#else}{count} lean on exceptions{/if}")
    String excepted(long count);

    @Message("Activity by agent")
    String activity();

    @Message("Rule hits by severity")
    String hits();

    @Message("{total} in 14 days")
    String inDays(String total);

    @Message("No agent has reported activity in the last 14 days.")
    String noActivity();

    @Message("No rule has held in the last 14 days.")
    String noHits();
}
