package io.elevenfold.console.policy;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of policies and campaigns. */
@MessageBundle("msg_policy")
public interface PolicyMessages {

    @Message("Policies")
    String policies();

    @Message("What people read and sign. A version is approved by somebody other than its author.")
    String lead();

    @Message("Write a policy")
    String write();

    @Message("Policy")
    String policy();

    @Message("In force")
    String inForce();

    @Message("Waits for approval")
    String waiting();

    @Message("Review due")
    String reviewDue();

    @Message("archived")
    String archived();

    @Message("none")
    String none();

    @Message("nothing")
    String nothing();

    @Message("not yet")
    String notYet();

    @Message("Version {number}")
    String versionNumber(int number);

    @Message("Draft of version {number}")
    String draftNumber(int number);

    @Message("No policy yet")
    String noPolicy();

    @Message("Start from one of the three below, or write your own.")
    String noPolicyMore();

    @Message("To start from")
    String starters();

    @Message("Written for this product. Read, adapt, have it approved.")
    String startersMore();

    @Message("Start from this")
    String useStarter();

    @Message("material change")
    String material();

    @Message("editorial change")
    String editorial();

    @Message("Edit the draft")
    String editDraft();

    @Message("Write the next version")
    String newVersion();

    @Message("Ask people to sign")
    String ask();

    @Message("Waits for approval")
    String approval();

    @Message("Written by {author}:")
    String writtenBy(String author);

    @Message("In force from")
    String effectiveFrom();

    @Message("Empty means at once. A day begins at 00:00 UTC.")
    String effectiveHint();

    @Message("Approve this version")
    String approve();

    @Message("Somebody other than the author approves it.")
    String anotherApproves();

    @Message("Download the file")
    String download();

    @Message("Below is the text that could be read in it.")
    String extracted();

    @Message("Facts")
    String facts();

    @Message("Author")
    String author();

    @Message("Approved by")
    String approvedBy();

    @Message("Effective")
    String effective();

    @Message("What changed")
    String note();

    @Message("Quiz before signing")
    String quiz();

    @Message("Controls")
    String controls();

    @Message("Versions")
    String versions();

    @Message("Compare with version {number}")
    String compareWith(int number);

    @Message("Campaigns")
    String campaigns();

    @Message("{signed} of {asked} signed")
    String signedOf(long signed, long asked);

    @Message("closed")
    String closed();

    @Message("Nobody is asked to sign it yet.")
    String noCampaignHere();

    @Message("Archive this policy")
    String archive();

    @Message("Archive this policy? Its campaigns end.")
    String archiveSure();

    @Message("It goes out of force and its campaigns end. Signatures stay.")
    String archiveMore();

    @Message("New policy")
    String newPolicy();

    @Message("Markdown, or a PDF. Second-order headings (##) are the sections that people read one by one.")
    String editLead();

    @Message("Title")
    String title();

    @Message("Summary")
    String summary();

    @Message("Text (Markdown)")
    String text();

    @Message("Or a PDF in its place (at most 5 MB)")
    String orFile();

    @Message("Who is asked again?")
    String change();

    @Message("Nobody: a correction that changes no meaning")
    String changeEditorial();

    @Message("Everybody: a material change")
    String changeMaterial();

    @Message("Language")
    String language();

    @Message("No quiz")
    String noQuiz();

    @Message("Months between reviews")
    String months();

    @Message("Save the draft")
    String saveDraft();

    @Message("Nothing is in force before somebody else has approved it.")
    String draftMore();

    @Message("What changed from version {from} to {to}")
    String changesBetween(int from, int to);

    @Message("From")
    String from();

    @Message("To")
    String to();

    @Message("Compare")
    String compare();

    @Message("The texts are the same.")
    String noChange();

    @Message("Who must sign which policy by when. People enter and leave by themselves.")
    String campaignsLead();

    @Message("New campaign")
    String newCampaign();

    @Message("Campaign")
    String campaign();

    @Message("Progress")
    String progress();

    @Message("Overdue")
    String overdue();

    @Message("Due")
    String due();

    @Message("State")
    String standing();

    @Message("running")
    String running();

    @Message("No campaign yet")
    String noCampaign();

    @Message("A campaign asks an audience to sign a policy that is in force.")
    String noCampaignMore();

    @Message("No policy is in force, so there is nothing to sign.")
    String nothingInForce();

    @Message("What")
    String what();

    @Message("Name")
    String name();

    @Message("Due at the end of")
    String dueDate();

    @Message("Days that newcomers have, and everybody after a material change")
    String grace();

    @Message("Who")
    String who();

    @Message("Teams")
    String teams();

    @Message("All teams; or names, by comma")
    String teamsHint();

    @Message("Roles (none chosen: all)")
    String roles();

    @Message("Uses the agent")
    String agents();

    @Message("Any or none; or products such as claude-code, by comma")
    String agentsHint();

    @Message("A person must match each rule that is set. Who joins later enters, who leaves drops out.")
    String audienceMore();

    @Message("{people} people now.")
    String reach(long people);

    @Message("Count again")
    String countAgain();

    @Message("Mail")
    String mail();

    @Message("Days between two mails")
    String remindEvery();

    @Message("Days after the due date until the manager learns of it")
    String escalateAfter();

    @Message("Quiet hours")
    String quiet();

    @Message("Time zone")
    String zone();

    @Message("Quiet on Saturdays and Sundays")
    String weekend();

    @Message("and weekends")
    String weekendShort();

    @Message("Start the campaign")
    String start();

    @Message("due {day}")
    String dueOn(String day);

    @Message("Send a reminder")
    String remindNow();

    @Message("Close")
    String close();

    @Message("Close this campaign? Nobody is asked any more.")
    String closeSure();

    @Message("Reminders to {people} people are on their way, outside the quiet hours.")
    String remindedPeople(int people);

    @Message("No mail server is configured, so mail waits here. Set quarkus.mailer.host.")
    String noMail();

    @Message("Signed")
    String signed();

    @Message("Nobody is asked")
    String nobodyAsked();

    @Message("Audience")
    String audience();

    @Message("uses {agent}")
    String uses(String agent);

    @Message("everybody")
    String everybody();

    @Message("Cadence")
    String cadence();

    @Message("every {days} days, to the manager {escalation} days after the due date")
    String cadenceIs(int days, int escalation);

    @Message("{sent} sent, {waiting} waiting, {failed} failed")
    String mailStanding(long sent, long waiting, long failed);

    @Message("By team")
    String byTeam();

    @Message("Team")
    String team();

    @Message("no team")
    String noTeam();

    @Message("By person")
    String byPerson();

    @Message("Export")
    String export();

    @Message("Person")
    String person();

    @Message("People")
    String people();

    @Message("Signed at")
    String signedAt();

    @Message("Mails")
    String mails();

    @Message("Open")
    String open();

    @Message("escalated to {manager}")
    String escalatedTo(String manager);

    @Message("no manager known")
    String noManager();

    @Message("{shown} of {total} are shown; the export has all.")
    String shownOf(int shown, int total);
}
