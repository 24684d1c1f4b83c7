package io.elevenfold.console.evidence;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about evidence and the ledger. */
@MessageBundle("msg_evidence")
public interface EvidenceMessages {

    @Message("Evidence packages")
    String packages();

    @Message(
            "One file over a period for an auditor: every record with its proof, lists, OSCAL and a report. Anybody can verify it without this service, and every request and download is kept in the audit trail.")
    String lead();

    @Message("New package")
    String make();

    @Message("First day")
    String from();

    @Message("Last day")
    String to();

    @Message("By the time of recording, in UTC.")
    String periodMore();

    @Message("Framework of the report")
    String framework();

    @Message("All, in summary")
    String allFrameworks();

    @Message("What events may tell")
    String disclosed();

    @Message("Who: person, host, session")
    String actor();

    @Message("What: command, file, address, tool")
    String target();

    @Message("Contents: prompts, arguments, output, as far as they were captured")
    String content();

    @Message(
            "What is not told stays in the package as a commitment: it proves that the record is unchanged, and says nothing.")
    String disclosedMore();

    @Message("Make package")
    String submit();

    @Message("Period")
    String period();

    @Message("Asked for")
    String asked();

    @Message("State")
    String state();

    @Message("Records")
    String records();

    @Message("Size")
    String size();

    @Message("No package was made yet")
    String none();

    @Message("Download")
    String download();

    @Message("Delete")
    String delete();

    @Message("{count} faults: this package does not verify")
    String faults(int count);

    @Message("Verified after writing")
    String verified();

    @Message("SHA-256")
    String sha256();

    @Message("Ledger")
    String ledger();

    @Message(
            "Every event and every act is a leaf of an append-only Merkle tree. Its heads are signed every minute; each night the records are held against the tree.")
    String ledgerLead();

    @Message("Check now")
    String check();

    @Message("Log")
    String log();

    @Message("Governance")
    String governance();

    @Message("Activity, lane {number}")
    String lane(int number);

    @Message("Signed")
    String signed();

    @Message("Last check")
    String lastCheck();

    @Message("never")
    String never();

    @Message("{checked} records as recorded, {withdrawn} withdrawn, {erased} erased")
    String counts(String checked, String withdrawn, String erased);

    @Message("The ledger is empty")
    String empty();

    @Message("Position {position}: {what}")
    String fault(long position, String what);

    @Message("See for yourself")
    String yourself();

    @Message(
            "Keep a checkpoint elsewhere, for example in your SIEM: whatever was recorded before it cannot be changed unnoticed. GET /api/v1/ledger/checkpoint?lane=0 gives the head of a log; inclusion and consistency give the proofs.")
    String yourselfMore();

    @Message("Public key of all signatures")
    String key();

    @Message("Retention and legal holds")
    String retention();

    @Message("Events are kept for good.")
    String keptForGood();

    @Message("Events are kept for {days} days, longer under a hold.")
    String keptDays(int days);

    @Message("Legal holds")
    String holds();

    @Message("Hold")
    String hold();

    @Message("Scope")
    String scope();

    @Message("One person")
    String onePerson();

    @Message("Everybody")
    String everybody();

    @Message("Set")
    String setBy();

    @Message("Released")
    String released();

    @Message("Release")
    String release();

    @Message("No legal hold was set")
    String noHolds();

    @Message("Name of a hold on everybody")
    String holdName();

    @Message("Reason, at least ten letters")
    String holdReason();

    @Message("Set hold")
    String setHold();

    @Message("Keys")
    String keys();

    @Message("A rotation is signed by both keys, so whoever trusts an earlier one can follow to the one that signs.")
    String keysMore();

    @Message("Key {number}, {algorithm}")
    String keyNumber(int number, String algorithm);

    @Message("Show")
    String showKey();

    @Message("Handover, signed by this key and the one before")
    String handover();

    @Message("Signs")
    String signs();

    @Message("Retired")
    String retired();

    @Message("Since")
    String since();

    @Message("Until")
    String until();

    @Message("Next key")
    String nextKey();

    @Message("A new key in the data directory")
    String newKey();

    @Message("Configured key {name}")
    String configuredKey(String name);

    @Message("Reason of the rotation, at least ten letters")
    String rotationReason();

    @Message("Rotate")
    String rotate();

    @Message("Engagements")
    String engagements();

    @Message(
            "The auditor's room: what is examined, from which population, which sample was drawn, what was found. Everything done or looked at here is kept in the audit trail.")
    String engagementsLead();

    @Message("Engagement")
    String engagement();

    @Message("Opened")
    String opened();

    @Message("Closed")
    String closed();

    @Message("No engagement was opened yet")
    String noEngagements();

    @Message("New engagement")
    String newEngagement();

    @Message("Name")
    String name();

    @Message("None")
    String noFramework();

    @Message("What is examined, and what is not")
    String scopeHint();

    @Message("Open engagement")
    String openIt();

    @Message("Close engagement")
    String close();

    @Message("Seed")
    String seed();

    @Message("SHA-256 of the population")
    String populationHash();

    @Message("Row")
    String row();

    @Message("Evidence")
    String item();

    @Message("Conclusion")
    String conclusion();

    @Message("Conforms")
    String conforms();

    @Message("Deviates")
    String deviates();

    @Message("Not applicable")
    String notApplicable();

    @Message("Note; what deviates")
    String note();

    @Message("Conclude")
    String conclude();

    @Message("Draw a sample")
    String draw();

    @Message(
            "The population is a list of the evidence package over the same period; its hash is that of the list there. Row i has the rank SHA-256(seed:i), and the rows of the lowest ranks are drawn: with the seed anybody draws the same sample.")
    String drawMore();

    @Message("Control")
    String control();

    @Message("Population")
    String population();

    @Message("Sample")
    String sampleSize();

    @Message("by chance")
    String seedHint();

    @Message("Draw")
    String drawIt();

    @Message("Evidence from outside")
    String files();

    @Message("File")
    String file();

    @Message("Added")
    String added();

    @Message("Nothing was added")
    String noFiles();

    @Message("What it is and where it is from")
    String fileNote();

    @Message("Add")
    String add();

    @Message("{sample} of {rows} rows, {concluded} concluded, {deviating} deviate")
    String drawn(int sample, String rows, long concluded, long deviating);

    @Message("Framework")
    String examinedFor();
}
