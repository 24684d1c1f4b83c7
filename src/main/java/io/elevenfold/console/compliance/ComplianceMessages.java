package io.elevenfold.console.compliance;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about layers, controls and frameworks. */
@MessageBundle("msg_compliance")
public interface ComplianceMessages {

    @Message("Layers")
    String layers();

    @Message("The eleven layers")
    String elevenLayers();

    @Message("Layer")
    String layer();

    @Message("Controls")
    String controls();

    @Message("Control")
    String control();

    @Message("Frameworks")
    String frameworks();

    @Message("Framework")
    String framework();

    @Message("As of {at} UTC, {#if below == 0}none of {assessed} assessed layers is below its target.{#else "
            + "if below == 1}1 of {assessed} assessed layers is below its target.{#else}{below} of {assessed} "
            + "assessed layers are below their target.{/if}")
    String layersLead(String at, long below, long assessed);

    @Message("As of {at} UTC.")
    String asOfAt(String at);

    @Message("{reporting} of {expected} expected endpoints report.")
    String coverage(String reporting, String expected);

    @Message("Layers with score, coverage, controls and open findings")
    String layersCaption();

    @Message("Layer {number} · {name}")
    String layerTitle(int number, String name);

    @Message("Score")
    String score();

    @Message("Coverage")
    String coverageTitle();

    @Message("Open findings")
    String openFindings();

    @Message("below {target}")
    String below(String target);

    @Message("meets {target}")
    String meets(String target);

    @Message("{#switch basis}{#case 'not_applicable'}Not applicable{#case 'not_reported'}Not reported{#case "
            + "'no_data'}No data{#else}Not scored{/switch}")
    String basis(String basis);

    @Message("{reporting} of {expected} report")
    String ofEndpoints(String reporting, String expected);

    @Message("of {expected} expected endpoints report")
    String ofExpected(String expected);

    @Message("None")
    String none();

    @Message("no result yet")
    String noResult();

    @Message("no requirement")
    String noRequirement();

    @Message("{score} seven days ago")
    String sevenDays(String score);

    @Message("Not known seven days ago")
    String noSevenDays();

    @Message("{score} thirty days ago")
    String thirtyDays(String score);

    @Message("Not known thirty days ago")
    String noThirtyDays();

    @Message("What passed as a share of what passed and failed, weighted by the severity of the checks. "
            + "Errors and exceptions are not counted as passes.")
    String scoreMeans();

    @Message("Results of checks")
    String results();

    @Message("Controls, worst first")
    String worstFirst();

    @Message("Status")
    String status();

    @Message("Gravest")
    String worst();

    @Message("Shown by")
    String shownBy();

    @Message("Failing")
    String failing();

    @Message("Passing")
    String passing();

    @Message("What must hold, and whether it does. As of {at} UTC.")
    String controlsLead(String at);

    @Message("Id or title")
    String searchControls();

    @Message("Any layer")
    String anyLayer();

    @Message("Any status")
    String anyStatus();

    @Message("{#if count == 1}1 control{#else}{count} controls{/if}")
    String controlCount(int count);

    @Message("No control matches")
    String noControl();

    @Message("By {kind}")
    String by(String kind);

    @Message("As of")
    String asOf();

    @Message("Tests")
    String tests();

    @Message("{#if total == 0}Nothing tests it yet{#else}{assessed} of {total} had something to look at{/if}")
    String testsAssessed(int assessed, int total);

    @Message("How it is verified")
    String how();

    @Message("Data")
    String data();

    @Message("Report fields")
    String reportFields();

    @Message("Checks of posture reports")
    String checks();

    @Message("Check")
    String check();

    @Message("Severity")
    String severity();

    @Message("No check names this control")
    String noCheck();

    @Message("Rules over activity")
    String rules();

    @Message("Rule")
    String rule();

    @Message("No rule names this control")
    String noRule();

    @Message("Crosswalk")
    String crosswalk();

    @Message("Relationships are read from the control to the requirement, in the words of NIST IR 8477.")
    String crosswalkNote();

    @Message("How far our controls cover what others ask for: coverage by evidence, never a statement of "
            + "compliance.")
    String frameworksLead();

    @Message("Met or supported")
    String metOrSupported();

    @Message("Requirements")
    String requirements();

    @Message("superseded by {version}")
    String supersededBy(String version);

    @Message("{shown} of {total}")
    String ofRequirements(String shown, String total);

    @Message("{#if count == '1'}1 leans on an exception{#else}{count} lean on exceptions{/if}")
    String excepted(String count);

    @Message("Edition {version}")
    String edition(String version);

    @Message("{shown} of {total} requirements met or supported")
    String shownOf(String shown, String total);

    @Message("A requirement is met only where a control that covers it wholly passes. This is coverage, not "
            + "a statement of compliance.")
    String coverageOnly();

    @Message("Licence and source")
    String provenance();

    @Message("Licence")
    String licence();

    @Message("Source")
    String source();
}
