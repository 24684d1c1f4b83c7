package io.elevenfold.console.finding;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about findings. */
@MessageBundle("msg_finding")
public interface FindingMessages {

    @Message("Findings")
    String findings();

    @Message("Title, rule, check or subject")
    String search();

    @Message("State")
    String state();

    @Message("To be dealt with")
    String active();

    @Message("Any state")
    String anyState();

    @Message("Severity")
    String severity();

    @Message("Any severity")
    String anySeverity();

    @Message("Layer")
    String layer();

    @Message("Any layer")
    String anyLayer();

    @Message("Kind")
    String kind();

    @Message("Any kind")
    String anyKind();

    @Message("{#if total == '1'}1 finding{#else}{total} findings{/if}")
    String matching(String total);

    @Message("Remove this filter")
    String remove();

    @Message("Finding")
    String finding();

    @Message("Where")
    String where();

    @Message("Seen")
    String seen();

    @Message("Last seen")
    String last();

    @Message("First seen")
    String first();

    @Message("no endpoint")
    String noEndpoint();

    @Message("Nothing is open")
    String none();

    @Message("Findings appear here as soon as a check fails or a rule holds.")
    String noneMore();

    @Message("No finding matches")
    String noMatch();

    @Message("Widen the filter, or look at every state.")
    String noMatchMore();

    @Message("Layer {number} · {name}")
    String layerNamed(int number, String name);

    @Message("Why it matters")
    String why();

    @Message("Evidence")
    String evidence();

    @Message("Reported")
    String reportedAt();

    @Message("Matched")
    String matchedAt();

    @Message("Show it in its session")
    String toSession();

    @Message("Show the endpoint")
    String toEndpoint();

    @Message("The record holds no details: the capture mode keeps them out.")
    String noDetail();

    @Message("{count} earlier")
    String earlier(int count);

    @Message("When")
    String when();

    @Message("Reference")
    String reference();

    @Message("What")
    String what();

    @Message("No occurrence is kept for this finding.")
    String noEvidence();

    @Message("What to do")
    String advice();

    @Message("When it may be harmless")
    String falsePositives();

    @Message("Controls and requirements")
    String requirements();

    @Message("What it speaks against. A requirement is listed only where the mapping is truthful.")
    String requirementsMore();

    @Message("It names no control")
    String noControl();

    @Message("Facts")
    String facts();

    @Message("Endpoint")
    String endpoint();

    @Message("Person")
    String person();

    @Message("Agent")
    String agent();

    @Message("Subject")
    String subject();

    @Message("Session")
    String session();

    @Message("not reported")
    String notReported();

    @Message("Raised by")
    String raisedBy();

    @Message("Alike")
    String same();

    @Message("All from the same source")
    String sameSource();

    @Message("Decide")
    String decide();

    @Message("Note (kept in the record)")
    String note();

    @Message("Acknowledge")
    String acknowledge();

    @Message("Start work")
    String start();

    @Message("Resolve")
    String resolve();

    @Message("Resolve: what was it?")
    String turnedOut();

    @Message("Your answer counts for the rule: it shows how often the rule is right.")
    String turnedOutMore();

    @Message("Why (kept in the record)")
    String reason();

    @Message(
            "{#when word}{#is 'true_positive'}Something was wrong{#is 'benign_expected'}Happened, and may happen{#else}False alarm{/when}")
    String disposition(String word);

    @Message("How to silence this")
    String silence();

    @Message(
            "A suppression passes over what is known and harmless, for a time, and says why. Begin with one for this rule and subject, and see what it would have silenced in the last 30 days.")
    String silenceMore();

    @Message("Prepare a suppression")
    String toSuppression();

    @Message("Somebody who may change rules can do that.")
    String silenceWho();

    @Message("Reopen")
    String reopen();

    @Message("History")
    String history();

    @Message("References")
    String references();

    @Message("What the sum is made of")
    String terms();

    @Message("Seen:")
    String unusualSeen();

    @Message("Usual:")
    String usual();

    @Message("How unusual:")
    String unusual();

    @Message("At stake:")
    String stake();

    @Message("The events that show it")
    String proof();
}
