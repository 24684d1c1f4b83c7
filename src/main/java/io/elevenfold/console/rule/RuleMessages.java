package io.elevenfold.console.rule;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages that help with rules say. */
@MessageBundle("msg_rule")
public interface RuleMessages {

    @Message("Rules")
    String rules();

    @Message("Why, or why not?")
    String explain();

    @Message("Each question of a rule, asked of one event: what was seen, and what of it counted.")
    String explainLead();

    @Message("Rule")
    String rule();

    @Message("Choose a rule")
    String chooseRule();

    @Message("Or a draft, in Sigma")
    String draft();

    @Message("Recorded activity, by lane and position")
    String activity();

    @Message("Or an event, as JSON with dotted names")
    String event();

    @Message("Explain")
    String ask();

    @Message("It holds")
    String holds();

    @Message("It does not hold")
    String holdsNot();

    @Message("One event alone cannot decide it")
    String undecided();

    @Message(
            "What was left out when the event was stored, by the capture mode or as a secret, is not here any more: the rule saw it.")
    String storedOnly();

    @Message("Questions and answers")
    String questions();

    @Message("Question")
    String question();

    @Message("Seen")
    String seen();

    @Message("Line")
    String line();

    @Message("Nothing reported")
    String nothingSeen();

    @Message("Yes")
    String yes();

    @Message("No")
    String no();

    @Message("Open")
    String open();

    @Message(
            "{#switch kind}{#case 'all'}all of{#case 'any'}one of{#case 'not'}not{#case 'joined'}rule{#case 'declared'}declared{#case 'keywords'}anywhere{#case 'correlation'}over several events{#else}{kind}{/switch}")
    String kind(String kind);

    @Message("Off")
    String off();

    @Message("Tuned")
    String tuned();

    @Message("Of no layer")
    String unlayered();

    @Message("Here")
    String tuning();

    @Message("The rule runs")
    String enabled();

    @Message("Severity")
    String level();

    @Message("The rule's own")
    String ownLevel();

    @Message("And not, in Sigma")
    String filter();

    @Message("ours: ...")
    String filterExample();

    @Message("Reason")
    String reason();

    @Message("Save")
    String save();

    @Message("History")
    String history();

    @Message("Suppressions")
    String suppressions();

    @Message("Suppress for a time")
    String suppress();

    @Message("Sigma filters that pass over known events and are over by themselves.")
    String suppressionsLead();

    @Message("Suppression")
    String suppression();

    @Message("Sigma filter")
    String sigmaFilter();

    @Message("What its condition says must hold beside the rule; a day of at most a year from now ends it.")
    String suppressLead();

    @Message("Until")
    String until();

    @Message("By")
    String by();

    @Message("End it")
    String end();

    @Message("Over")
    String over();

    @Message("Placeholders")
    String placeholders();

    @Message(
            "Names in rules that stand for what only this organisation knows: its servers, its administrators. A change is in force at once.")
    String placeholdersLead();

    @Message("Placeholder")
    String placeholder();

    @Message("Stands for")
    String standsFor();

    @Message("Asked for by")
    String asks();

    @Message("Last changes")
    String lastChange();

    @Message("Change")
    String change();

    @Message("Set here")
    String setHere();

    @Message("As shipped")
    String shippedValues();

    @Message("Nothing: rules that ask for it are refused")
    String noValues();

    @Message("No rule here")
    String noRule();

    @Message("Never changed")
    String neverChanged();

    @Message("No rule asks for a placeholder, and none has values")
    String noPlaceholders();

    @Message("Say what a placeholder stands for")
    String setValues();

    @Message("Without the percent signs: Servers for %Servers%.")
    String placeholderName();

    @Message("One value a line; * and ? are wildcards. Without values, what is shipped counts again.")
    String valuesLead();

    @Message("Kind")
    String documentKind();

    @Message("written for {source}")
    String writtenFor(String source);

    @Message("Nothing is suppressed")
    String noSuppressions();

    @Message("Rules")
    String of();

    @Message("Every rule over single events")
    String every();

    @Message("Imports")
    String imports();

    @Message(
            "Sigma rules that others wrote, as YAML or a zip. They are looked at first; what is good is taken in when you say so, as its author wrote it.")
    String importsLead();

    @Message("A YAML file, or a zip of them")
    String file();

    @Message("Look at it")
    String look();

    @Message("Handed in")
    String handedIn();

    @Message("At")
    String at();

    @Message("Taken in")
    String takenIn();

    @Message("Not yet")
    String notTaken();

    @Message("Nothing was handed in")
    String noImports();

    @Message(
            "{good} can be taken in. Refused: {wrong} for how they are written, {unseen} for what they look at, which no activity of an agent shows.")
    String importFigures(int good, long wrong, long unseen);

    @Message("Refused as it is written")
    String refusedAsWritten();

    @Message("Right as Sigma, but no activity of an agent shows it")
    String outOfSight();

    @Message("Too many new values")
    String overfull();

    @Message(
            "{times} in 30 days found no room: they were neither told of nor remembered. It looks at what is different each time.")
    String passedOver(String times);

    @Message("{count} documents")
    String documents(int count);

    @Message("Let new rules run at once, without trying them first")
    String runAtOnce();

    @Message("Take {fresh} in")
    String take(long fresh);

    @Message("Document")
    String document();

    @Message("Good")
    String good();

    @Message("Author")
    String author();

    @Message("Licence")
    String license();

    @Message("Version")
    String version();

    @Message("Not said")
    String notSaid();

    @Message("Here already")
    String here();

    @Message("No document is a rule that can be taken in")
    String noneGood();

    @Message("As Sigma")
    String asSigma();

    @Message("Tries")
    String replays();

    @Message(
            "What a rule or a draft would have found in the last days. It is tried in the background, raises nothing, and gives way to what arrives.")
    String replaysLead();

    @Message("Days back")
    String days();

    @Message("Try it")
    String tryIt();

    @Message("Hits")
    String hits();

    @Message("State")
    String state();

    @Message("A draft")
    String aDraft();

    @Message("Nothing was tried")
    String noReplays();

    @Message(
            "{#switch state}{#case 'waiting'}Waiting{#case 'running'}Running{#case 'done'}Done{#case 'stopped'}Stopped{#else}Failed{/switch}")
    String replayState(String state);

    @Message("Over the last {days} days; {events} events read.")
    String replayLead(int days, String events);

    @Message("Look again")
    String again();

    @Message("About {percent} %, {hits} hits so far")
    String soFar(int percent, String hits);

    @Message("Stop")
    String stop();

    @Message("Sessions with hits")
    String sessions();

    @Message("Endpoints with hits")
    String endpoints();

    @Message("Hits a day to expect")
    String perDay();

    @Message("Sessions with hits a day to expect")
    String sessionsPerDay();

    @Message("A bound ended the reading or the counting: the figures are floors, and the days are not complete.")
    String cut();

    @Message("By day")
    String byDay();

    @Message("Day")
    String day();

    @Message("Events")
    String events();

    @Message("Noisiest")
    String noisiest();

    @Message("Endpoint")
    String endpoint();

    @Message("A collector")
    String collector();

    @Message("No hits")
    String noHits();

    @Message("Examples")
    String examples();

    @Message("What was tried")
    String whatWasTried();

    @Message("How often it is right")
    String quality();

    @Message("Precision")
    String precision();

    @Message(
            "How many of the decided findings showed that something was wrong; in brackets where that share lies with a confidence of 95 in 100 (Wilson).")
    String precisionMore();

    @Message("nothing decided")
    String noDecision();

    @Message("Decided")
    String decided();

    @Message("{wrong} something wrong · {expected} may happen · {alarm} false alarm")
    String decisions(long wrong, long expected, long alarm);

    @Message("of {count} decided")
    String ofDecisions(long count);

    @Message("Raised")
    String raised();

    @Message("Waiting")
    String waiting();

    @Message("the oldest since")
    String oldest();

    @Message("Time to decide (median)")
    String median();

    @Message("It is seldom right. Let it only add risk: its hits then raise a finding only together with others.")
    String demote();

    @Message("Let it only add risk")
    String demoteNow();

    @Message("seldom right")
    String seldomRight();

    @Message("risk only")
    String riskOnly();

    @Message("Only adds risk: raises no finding of its own")
    String riskOnlyMore();

    @Message("Try on the last 30 days")
    String trySuppression();

    @Message(
            "The try shows what this suppression would have silenced, by what was recorded. It takes a filter for one rule.")
    String trySuppressionMore();
}
