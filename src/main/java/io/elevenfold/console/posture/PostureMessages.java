package io.elevenfold.console.posture;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about endpoints and checks. */
@MessageBundle("msg_posture")
public interface PostureMessages {

    @Message("Checks")
    String checks();

    @Message("{total} tests of what endpoints report about their agents, in eleven layers.")
    String checksLead(int total);

    @Message("Check")
    String check();

    @Message("Severity")
    String severity();

    @Message("Asked of")
    String subject();

    @Message("Controls")
    String controls();

    @Message("Layer {number} · {name}")
    String layerNamed(int number, String name);

    @Message("Expected")
    String expected();

    @Message("Passes when")
    String passWhen();

    @Message("Applies when")
    String appliesWhen();

    @Message("Why it matters")
    String why();

    @Message("What to do")
    String remediation();

    @Message("Reads")
    String fields();

    @Message("References")
    String references();

    @Message("Facts")
    String facts();

    @Message("The test")
    String test();

    @Message("Open findings")
    String openFindings();

    @Message("All {count}")
    String allOf(String count);

    @Message("No open finding")
    String noFinding();

    @Message("Finding")
    String finding();

    @Message("State")
    String state();

    @Message("Last seen")
    String lastSeen();

    @Message("Endpoint")
    String endpoint();

    @Message("Person")
    String person();

    @Message("Endpoints")
    String endpoints();

    @Message("Machines that tell what their coding agents may do.")
    String endpointsLead();

    @Message("Host name or person")
    String search();

    @Message("Host name")
    String hostname();

    @Message("System")
    String system();

    @Message("Last report")
    String lastReport();

    @Message("Last activity")
    String lastActivity();

    @Message("{failing} of {checked} failing")
    String failing(String failing, String checked);

    @Message("all {checked} pass")
    String allPass(String checked);

    @Message("nothing decided")
    String nothingDecided();

    @Message("never reported")
    String neverReported();

    @Message("nobody named")
    String nobody();

    @Message("never")
    String never();

    @Message("none heard")
    String noneHeard();

    @Message("No endpoint is enrolled")
    String noEndpoint();

    @Message("Make an enrolment token and enrol the first one.")
    String noEndpointMore();

    @Message("Enrolment")
    String toEnrolment();

    @Message("No endpoint matches")
    String noMatch();

    @Message("Next endpoints")
    String next();

    @Message("not reported")
    String notReported();

    @Message("Team")
    String team();

    @Message("none")
    String noTeam();

    @Message("Enrolled")
    String enrolled();

    @Message("Checks failing now")
    String failingNow();

    @Message("{#if count == 1}1 check that asks for nothing{#else}{count} checks that ask for nothing{/if}")
    String others(int count);

    @Message("since")
    String since();

    @Message("Observed")
    String observed();

    @Message("nothing")
    String nothing();

    @Message("Set by")
    String setBy();

    @Message("Undecided because")
    String undecided();

    @Message("This endpoint has not reported its posture yet: nothing is known, neither good nor bad.")
    String noReport();

    @Message("Nothing was known about this endpoint on that day.")
    String noReportThen();

    @Message("Latest sessions")
    String sessions();

    @Message("All sessions")
    String allSessions();

    @Message("Session")
    String session();

    @Message("Agent")
    String agent();

    @Message("Events")
    String events();

    @Message("Refused")
    String refused();

    @Message("Findings")
    String findings();

    @Message("No agent on this endpoint has been heard yet")
    String noSession();
}
