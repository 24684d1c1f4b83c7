package io.elevenfold.console.activity;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about sessions, activities and rules. */
@MessageBundle("msg_activity")
public interface ActivityMessages {

    @Message("Sessions")
    String sessions();

    @Message("One run of one agent by one person on one endpoint; the latest heard of first.")
    String sessionsLead();

    @Message("Show all sessions")
    String allSessions();

    @Message("Session")
    String session();

    @Message("Who")
    String who();

    @Message("Repository")
    String repository();

    @Message("Permission mode")
    String mode();

    @Message("Events")
    String events();

    @Message("Tool calls")
    String toolCalls();

    @Message("Refused")
    String denials();

    @Message("Findings")
    String findings();

    @Message("Last heard of")
    String lastHeard();

    @Message("not reported")
    String notReported();

    @Message("No session yet")
    String noSessions();

    @Message("Sessions appear when an agent sends telemetry or calls a hook.")
    String noSessionsMore();

    @Message("Connect an agent")
    String toEnrolment();

    @Message("Facts")
    String facts();

    @Message("What this session has been through")
    String taints();

    @Message(
            "{#when taint}{#is 'untrusted_in'}Content from outside came in{#is 'sensitive_read'}Credentials came within reach{#is 'egress'}Contact with the outside{#else}{taint}{/when}")
    String taint(String taint);

    @Message(
            "{#when taint}{#is 'untrusted_in'}outside content{#is 'sensitive_read'}credentials{#is 'egress'}went out{#else}{taint}{/when}")
    String taintShort(String taint);

    @Message("since")
    String taintedSince();

    @Message("again, last")
    String taintedLast();

    @Message("rules reckon with it until")
    String taintedUntil();

    @Message("told by this rule")
    String taintedBy();

    @Message("Endpoint")
    String endpoint();

    @Message("Started")
    String started();

    @Message("Lasted")
    String lasted();

    @Message("Agent version")
    String version();

    @Message("Heard of by")
    String channels();

    @Message("Figures")
    String figures();

    @Message("{events} events, {calls} tool calls, {denials} refused")
    String figuresOf(long events, long calls, long denials);

    @Message("Not reported by the agent’s own switches:")
    String gatedHere();

    @Message("Findings in this session")
    String findingsHere();

    @Message("Timeline")
    String timeline();

    @Message("{#switch kind}{#case 'session_start'}Session started{#case 'session_end'}Session "
            + "ended{#case 'turn_end'}Turn ended{#case 'prompt'}Prompt{#case 'response'}Answer{#case "
            + "'model_call'}Model call{#case 'tool_decision'}Tool decision{#case "
            + "'shell_exec'}Command{#case 'file_read'}File read{#case 'file_write'}File written{#case "
            + "'file_search'}File search{#case 'network'}Network access{#case 'mcp_call'}MCP call{#case "
            + "'tool_call'}Tool call{#case 'skill'}Skill{#case 'subagent'}Subagent{#case "
            + "'hook'}Hook{#case 'edit_review'}Edit reviewed{#case 'config_change'}Settings changed{#case"
            + " 'mode_change'}Mode changed{#case 'extension_install'}Extension installed{#case "
            + "'mcp_connection'}MCP connection{#case 'inventory'}Inventory{#case 'auth'}Sign-in of the "
            + "agent{#case 'sandbox'}Sandbox{#case 'compaction'}Context compacted{#case "
            + "'vcs_change'}Change in version control{#case 'feedback'}Feedback{#case "
            + "'error'}Error{#else}Something else{/switch}")
    String kind(String kind);

    @Message("The session is longer than can be shown here; the explorer has the rest.")
    String cut();

    @Message("Target not reported")
    String withheld();

    @Message("Not reported:")
    String gated();

    @Message("{#switch outcome}{#case 'allow'}Allowed{#case 'deny'}Refused{#case 'ask'}Asked{#case "
            + "'modify'}Changed{#case 'abort'}Aborted{#case 'timeout'}Timed out{#else}{outcome}{/switch}")
    String decided(String outcome);

    @Message("{#switch source}{#case 'human'}by a person{#case 'policy'}by policy{#case 'hook'}by a "
            + "hook{#case 'reviewer'}by a model{#case 'auto'}nobody asked{#else}{source}{/switch}")
    String decidedBy(String source);

    @Message("Latest findings")
    String latestFindings();

    @Message("This rule has raised nothing.")
    String noFindings();

    @Message("State")
    String state();

    @Message("Where")
    String where();

    @Message("All")
    String allOf();

    @Message("All fields")
    String all();

    @Message("exit")
    String exit();

    @Message("Nothing of this kind happened.")
    String noneOfKind();

    @Message("Explorer")
    String explorer();

    @Message("Everything that agents reported, as it was recorded, the newest arrival first.")
    String explorerLead();

    @Message("Command, path, address or tool")
    String search();

    @Message("Kind")
    String kindLabel();

    @Message("Any kind")
    String anyKind();

    @Message("Agent")
    String agent();

    @Message("Any agent")
    String anyAgent();

    @Message("Decision")
    String decision();

    @Message("Any decision")
    String anyDecision();

    @Message("From (UTC)")
    String from();

    @Message("Until (UTC)")
    String to();

    @Message("When")
    String when();

    @Message("What")
    String what();

    @Message("Nothing has been reported yet")
    String noActivity();

    @Message("Activity appears when an agent sends telemetry or calls a hook.")
    String noActivityMore();

    @Message("No activity matches")
    String noMatch();

    @Message("Widen the filter or the time.")
    String noMatchMore();

    @Message("Rules")
    String rules();

    @Message("{total} rules watch over what agents do, and hold it against what endpoints declare.")
    String rulesLead(int total);

    @Message("Severity")
    String severity();

    @Message("Rule")
    String rule();

    @Message("Why, or why not?")
    String explain();

    @Message("Kind")
    String ruleKind();

    @Message("Controls")
    String controls();

    @Message("Hits in 30 days")
    String hits();

    @Message("What it finds")
    String about();

    @Message("What to do about a hit")
    String guide();

    @Message("When it may be harmless")
    String falsePositives();

    @Message("Tags")
    String tags();

    @Message("References")
    String references();

    @Message("Visibility")
    String visibility();

    @Message("What each agent shows on each channel: how to tell what was not done from what could not be seen.")
    String visibilityLead();

    @Message("is shown")
    String yes();

    @Message("some of it; the note says what")
    String partly();

    @Message("only when the agent’s content switch is on")
    String gatedMeans();

    @Message("cannot be seen")
    String no();
}
