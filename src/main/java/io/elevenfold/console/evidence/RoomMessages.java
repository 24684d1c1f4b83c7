package io.elevenfold.console.evidence;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the auditor's room. */
@MessageBundle("msg_room")
public interface RoomMessages {

    @Message("Engagements")
    String engagements();

    @Message(
            "The auditor's room: from the control over its tests to the population, the sample, the evidence and the conclusion. Everything done or looked at here is kept in the audit trail.")
    String lead();

    @Message("Engagement")
    String engagement();

    @Message("Period")
    String period();

    @Message("State")
    String state();

    @Message("Progress")
    String progress();

    @Message("Opened")
    String opened();

    @Message("No engagement was opened yet")
    String none();

    @Message("Open one below: name it, say what is examined, and choose the framework.")
    String noneMore();

    @Message("You are not admitted to any engagement at the moment")
    String noneForYou();

    @Message("Whoever asked you to examine can admit you, for a time, on the engagement's page.")
    String noneForYouMore();

    @Message("New engagement")
    String newEngagement();

    @Message("Name")
    String name();

    @Message("First day")
    String from();

    @Message("Last day")
    String to();

    @Message("Framework")
    String framework();

    @Message("None: all controls are examined")
    String noFramework();

    @Message("Scope")
    String scope();

    @Message("What is examined, and what is not")
    String scopeHint();

    @Message("Open engagement")
    String openIt();

    @Message("Controls")
    String controls();

    @Message("Control")
    String control();

    @Message("{concluded} of {controls} concluded")
    String concludedOf(int concluded, int controls);

    @Message("{deficient} deficient")
    String deficient(int deficient);

    @Message("Drawn rows")
    String rows();

    @Message("{concluded} of {items} concluded, {deviating} deviate")
    String rowsOf(int concluded, int items, int deviating);

    @Message("none drawn yet")
    String noRows();

    @Message("Requests")
    String requests();

    @Message("{accepted} of {requests} accepted")
    String requestsOf(int accepted, int requests);

    @Message("{waiting} wait for an answer")
    String waiting(long waiting);

    @Message("no list yet")
    String noRequestList();

    @Message("Auditors")
    String auditors();

    @Message("{active} admitted now")
    String admittedNow(long active);

    @Message("Your access ends")
    String yourAccess();

    @Message("Populations")
    String populations();

    @Message("As of")
    String asOf();

    @Message("SHA-256")
    String sha256();

    @Message("Population")
    String population();

    @Message("Rows")
    String rowCount();

    @Message("not counted")
    String notCounted();

    @Message("Count populations")
    String count();

    @Message("Count again")
    String countAgain();

    @Message("Next")
    String next();

    @Message(
            "{#switch step}{#case 'count'}Count the populations: it fixes how many rows there are, and their hashes.{#case 'draw'}Choose a control and draw a sample from what its tests speak for.{#case 'rows'}Conclude about the rows that were drawn.{#case 'controls'}Conclude about the controls that are left.{#case 'sign'}Every control has a conclusion: sign off.{/switch}")
    String nextStep(String step);

    @Message("All")
    String all();

    @Message("Without conclusion")
    String left();

    @Message("Deficient")
    String onlyDeficient();

    @Message("Conclusion")
    String conclusion();

    @Message("At the end")
    String atEnd();

    @Message("Tests")
    String tests();

    @Message("Drawn")
    String drawn();

    @Message("open")
    String toDo();

    @Message("No control is left here")
    String noControl();

    @Message("Evidence from outside")
    String files();

    @Message("Nothing was added")
    String noFiles();

    @Message("File")
    String file();

    @Message("What it is and where it is from")
    String fileNote();

    @Message("Add file")
    String add();

    @Message("Packages")
    String packages();

    @Message("Make package")
    String makePackage();

    @Message(
            "One ZIP over the period, with all that is in this room. Unpack it and run sh verify.sh, or java -jar quarkus-run.jar verify PACKAGE: neither asks this service.")
    String packagesMore();

    @Message("No package of this engagement was made yet")
    String noPackages();

    @Message("Download")
    String download();

    @Message("Verified after writing")
    String verified();

    @Message("{count} faults: this package does not verify")
    String faults(int count);

    @Message("Sign off")
    String signOff();

    @Message("What you say about this engagement as a whole")
    String statement();

    @Message(
            "Nothing can be added afterwards. The SHA-256 of all that is in here goes into the ledger; a package has the same bytes as engagement/engagement.json.")
    String signOffMore();

    @Message("Signed off")
    String signedOff();

    @Message("Status at the end")
    String status();

    @Message("What an assessor looks at")
    String how();

    @Message("Requirements")
    String requirements();

    @Message("Verified by")
    String verifiedBy();

    @Message("Test")
    String test();

    @Message("At {at}")
    String at(String at);

    @Message("In between")
    String between();

    @Message("{passing} of {total} pass, {failing} fail")
    String checkAtEnd(String passing, String total, String failing);

    @Message("Open findings: {failing}")
    String ruleAtEnd(String failing);

    @Message("{passing} of {total} signed, {failing} overdue")
    String policyAtEnd(String passing, String total, String failing);

    @Message("{failed} failed at some time, {mended} of them mended")
    String failedBetween(String failed, String mended);

    @Message("Findings: {found}, of which resolved: {resolved}")
    String foundBetween(String found, String resolved);

    @Message("nothing")
    String nothingBetween();

    @Message("no result")
    String noResult();

    @Message("No check, rule or policy tests this control")
    String noTests();

    @Message("Examine it by what people bring: add a file, or ask for one.")
    String noTestsMore();

    @Message("Samples")
    String samples();

    @Message("No sample was drawn for this control")
    String noSamples();

    @Message("Draw a sample")
    String draw();

    @Message("Rows of one test")
    String ofOneTest();

    @Message("Whole lists")
    String wholeLists();

    @Message("How many")
    String size();

    @Message("Seed")
    String seed();

    @Message("by chance")
    String seedHint();

    @Message("Draw")
    String drawIt();

    @Message("How many are enough?")
    String sizeHelp();

    @Message(
            "{rows} rows: if none deviates, you are {confidence} % sure that at most {tolerable} % of the population does")
    String sizeLine(long rows, int confidence, int tolerable);

    @Message("For large populations; small ones need fewer. At most 200.")
    String sizeMore();

    @Message("Conclusion about the control")
    String controlConclusion();

    @Message("Design")
    String design();

    @Message("Operation")
    String operation();

    @Message("Effective")
    String effective();

    @Message("Deficient")
    String isDeficient();

    @Message("Not examined")
    String notExamined();

    @Message("Deviations")
    String deviations();

    @Message("What deviates, since when, and how grave it is")
    String deviationsHint();

    @Message("Note")
    String note();

    @Message("Conclude")
    String conclude();

    @Message("Nobody concluded yet")
    String noConclusion();

    @Message("Earlier conclusions")
    String earlier();

    @Message("Sample of {control}")
    String sampleOf(String control);

    @Message("Drawn by")
    String drawnBy();

    @Message("Concluded by")
    String concludedBy();

    @Message("{size} of {rows} rows")
    String sizeOf(int size, String rows);

    @Message("Draw it again")
    String again();

    @Message(
            "For k = 0, 1, 2 … the first 15 hex digits of SHA-256(seed:k), modulo the number of rows, is a row, counted from 0; one that was drawn before is passed over. This prints the rows in the order in which they were drawn:")
    String againMore();

    @Message(
            "This sample was drawn in an older way: the rows of the lowest ranks SHA-256(seed:row), row counted from 0, in hex.")
    String againOld();

    @Message("Hash the population again")
    String hashAgain();

    @Message("In a package over the same period and state:")
    String hashAgainMore();

    @Message(
            "Events are not read to be hashed. What is hashed tells their positions and the tree heads that commit to each of them:")
    String snapshotMore();

    @Message("Row")
    String row();

    @Message("Evidence")
    String evidence();

    @Message("Conforms")
    String conforms();

    @Message("Deviates")
    String deviates();

    @Message("Not applicable")
    String notApplicable();

    @Message("Row {row}")
    String rowTitle(String row);

    @Message("As it was on {at}")
    String asItWas(String at);

    @Message("Content")
    String content();

    @Message("as kept when it was drawn")
    String asKept();

    @Message("not what was kept when it was drawn")
    String notAsKept();

    @Message("of what it held: a person whom it named was erased, and the content with them")
    String rowErased();

    @Message("Ledger")
    String ledger();

    @Message("Log {log}, position {position}")
    String place(int log, String position);

    @Message("Leaf hash")
    String leafHash();

    @Message("Tree head")
    String treeHead();

    @Message("{size} leaves, root {root}")
    String head(String size, String root);

    @Message("Proven just now: the leaf is in the signed tree, and what is shown is what it commits to")
    String proven();

    @Message("Not proven: the ledger does not bear this record out")
    String notProven();

    @Message("The person's key was destroyed: what the record held can no longer be told. The leaf stays in the tree.")
    String erased();

    @Message("The record was withdrawn; its leaf's hash stays in the tree.")
    String withdrawn();

    @Message("Proof (C2SP tlog-proof)")
    String proof();

    @Message("the ledger's public key")
    String publicKey();

    @Message("The leaf, as it was hashed")
    String leaf();

    @Message("The record, as in a package")
    String record();

    @Message(
            "This row is a line of a list that the service makes from its tables. It has no record of its own in the ledger; the SHA-256 was kept, in the ledger too, when the sample was drawn.")
    String noLedger();

    @Message("Fields of {group}")
    String group(String group);

    @Message("Who and what is shown; contents stay commitments.")
    String groupsMore();

    @Message("What the auditor asks the organisation to provide, and what became of it.")
    String requestsLead();

    @Message("Owner")
    String owner();

    @Message("nobody yet")
    String noOwner();

    @Message("Nothing was asked for yet")
    String noRequests();

    @Message("Paste the auditor's request list below.")
    String noRequestsMore();

    @Message("Add requests")
    String addRequests();

    @Message("One request for each line; bullets and numbers in front are left out")
    String requestsHint();

    @Message("Answer or change")
    String act();

    @Message("Answer, or what is missing")
    String answer();

    @Message("Save")
    String save();

    @Message("Answered")
    String answered();

    @Message("Returned: the answer will not do")
    String returned();

    @Message("Accepted")
    String accepted();

    @Message("Open again")
    String reopened();

    @Message("As it is")
    String asItIs();

    @Message("Number")
    String number();

    @Message("Request")
    String request();

    @Message(
            "External auditors see this engagement and nothing else, from the first to the last day, in UTC. Extending and taking away are records of the audit trail.")
    String accessLead();

    @Message("Auditor")
    String auditor();

    @Message("Name that they sign in with")
    String auditorHint();

    @Message("Access")
    String access();

    @Message("Given")
    String given();

    @Message("Reason")
    String reason();

    @Message("Admit or extend")
    String admit();

    @Message("Take away")
    String takeAway();

    @Message("No external auditor is admitted")
    String noAccess();

    @Message("Make an account with the role external_auditor under Settings, Accounts, and admit its name below.")
    String noAccessMore();

    @Message("Every change")
    String history();
}
