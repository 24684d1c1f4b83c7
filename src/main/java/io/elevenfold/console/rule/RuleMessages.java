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
}
