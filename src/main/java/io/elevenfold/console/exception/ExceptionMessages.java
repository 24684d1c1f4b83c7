package io.elevenfold.console.exception;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages about exceptions say. */
@MessageBundle("msg_exception")
public interface ExceptionMessages {

    @Message("Exceptions")
    String exceptions();

    @Message("Risks that somebody asked to accept for a time. What they cover is shown as excepted, never as passed.")
    String lead();

    @Message("Exception")
    String exception();

    @Message("Ask for an exception")
    String ask();

    @Message("Somebody else has to approve it. It is over by itself at the end.")
    String askLead();

    @Message("What it covers")
    String covers();

    @Message("This finding alone")
    String finding();

    @Message("Everything of this kind on {hostname}")
    String endpoint(String hostname);

    @Message("Everything of this kind, on all endpoints")
    String source();

    @Message("One finding")
    String oneFinding();

    @Message("All endpoints")
    String everywhere();

    @Message("Exactly what it hides")
    String hides();

    @Message(
            "{#if findings == '1'}1 finding{#else}{findings} findings{/if} on {#if endpoints == '1'}1 endpoint{#else}{endpoints} endpoints{/if}, the gravest first.")
    String hidden(String findings, String endpoints);

    @Message("It covers nothing at present.")
    String hidesNothing();

    @Message("Show what it would hide")
    String preview();

    @Message("Why the risk is acceptable")
    String reason();

    @Message("Ends on")
    String expires();

    @Message("At most a year from now.")
    String expiresMore();

    @Message("Requested")
    String requested();

    @Message("Decided")
    String decided();

    @Message("Over")
    String over();

    @Message("State")
    String state();

    @Message("Decide")
    String decide();

    @Message("Remark")
    String note();

    @Message("Approve")
    String approve();

    @Message("Reject")
    String reject();

    @Message("End it now")
    String withdraw();

    @Message("No exception")
    String none();

    @Message("They are asked for from a finding.")
    String noneMore();

    @Message("to")
    String until();

    @Message("From the finding")
    String origin();

    @Message("Asked for; somebody with that right decides.")
    String asked();
}
