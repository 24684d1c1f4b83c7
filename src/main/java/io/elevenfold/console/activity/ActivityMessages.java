package io.elevenfold.console.activity;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of these pages. */
@MessageBundle("activity")
public interface ActivityMessages {

    @Message("Sessions")
    String sessions();

    @Message("One run of one agent by one person on one endpoint, the latest heard of first.")
    String sessionsLead();

    @Message("Session")
    String session();

    @Message("Agent")
    String agent();

    @Message("Person")
    String person();

    @Message("Endpoint")
    String endpoint();

    @Message("Repository")
    String repository();

    @Message("Mode")
    String mode();

    @Message("Started")
    String started();

    @Message("Last heard of")
    String lastSeen();

    @Message("Events")
    String events();

    @Message("Tool calls")
    String toolCalls();

    @Message("Refused")
    String denials();

    @Message("Findings")
    String findings();

    @Message("Heard by")
    String channels();

    @Message("not reported")
    String notReported();

    @Message("No session yet")
    String noSessions();

    @Message("Connect an agent: Settings shows the lines to copy.")
    String noSessionsHint();

    @Message("Timeline")
    String timeline();

    @Message("Everything")
    String everything();

    @Message("Tool calls and decisions")
    String toolsOnly();

    @Message("Show")
    String show();

    @Message("exit {code}")
    String exit(long code);

    @Message("by {source}")
    String by(String source);

    @Message("All that is stored of it")
    String details();

    @Message("withheld by the agent: {fields}")
    String gated(String fields);

    @Message("{count} records of one call")
    String joined(int count);

    @Message("Nothing of this kind happened in the session")
    String emptyTimeline();

    @Message("The first 2,000 activities are shown.")
    String cut();

    @Message("Explorer")
    String explorer();

    @Message("Every recorded activity, the newest arrival first.")
    String explorerLead();

    @Message("When")
    String when();

    @Message("What")
    String what();

    @Message("Target")
    String target();

    @Message("Decision")
    String decision();

    @Message("Outcome")
    String outcome();

    @Message("Command, path, address or tool")
    String search();

    @Message("Any kind")
    String anyKind();

    @Message("Any agent")
    String anyAgent();

    @Message("Any decision")
    String anyDecision();

    @Message("Apply")
    String apply();

    @Message("No activity matches")
    String noActivity();

    @Message("Loosen the filter, or connect an agent in Settings.")
    String noActivityHint();
}
