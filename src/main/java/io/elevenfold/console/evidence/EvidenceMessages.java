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

    @Message("Public key")
    String key();

    @Message("Retention and legal holds")
    String retention();

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

    @Message("Asked for")
    String setBy();

    @Message("Ask to lift")
    String release();

    @Message("No legal hold was set")
    String noHolds();

    @Message("Name, for everybody")
    String holdName();

    @Message("Reason (10+ letters)")
    String holdReason();

    @Message("Ask for a hold")
    String setHold();

    @Message("What is older goes every night, each time with a deletion certificate in log 0. A legal hold beats it.")
    String retentionMore();

    @Message("Records")
    String classOf();

    @Message("Kept")
    String kept();

    @Message("for good")
    String forGood();

    @Message("{days} days")
    String days(int days);

    @Message("Checkpoints, hashes of leaves, deletion certificates, erasures, legal holds and keys stay for good.")
    String neverGoes();

    @Message(
            "{#switch word}{#case 'activity'}Events{#case 'posture'}Posture reports and check results{#case 'findings'}Findings{#case 'sessions'}Sessions{#case 'governance'}Log of governance{/switch}")
    String retentionClass(String word);

    @Message(
            "{#switch word}{#case 'activity'}By whole days of recording{#case 'posture'}Once later ones took their place; the newest of each endpoint stays{#case 'findings'}From the day on which they were resolved{#case 'sessions'}From their last event{#case 'governance'}At least a year; what signatures stand on stays{/switch}")
    String retentionClassMore(String word);

    @Message("One person asks, another approves. A hold protects from the asking on.")
    String holdsMore();

    @Message("Approved")
    String approved();

    @Message("Approve")
    String approve();

    @Message("Refuse")
    String refuse();

    @Message("To be lifted because: {reason}")
    String releaseBecause(String reason);

    @Message("Why {hold} is to be lifted")
    String releaseReason(String hold);

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

    @Message("Why (10+ letters)")
    String rotationReason();

    @Message("Rotate")
    String rotate();

    @Message("Engagements")
    String engagements();
}
