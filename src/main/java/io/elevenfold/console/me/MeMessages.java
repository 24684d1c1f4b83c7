package io.elevenfold.console.me;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of what people have to themselves. */
@MessageBundle("msg_me")
public interface MeMessages {

    @Message("My page")
    String mine();

    @Message("This account belongs to nobody")
    String nobody();

    @Message("A page of one's own, and signatures, need a person. An administrator can say whose account this is.")
    String nobodyMore();

    @Message("You have nothing to do")
    String nothingToDo();

    @Message("You have 1 thing to do")
    String oneThing();

    @Message("You have {count} things to do")
    String things(int count);

    @Message("Hello {name}.")
    String hello(String name);

    @Message("Read and sign: {policy}")
    String sign(String policy);

    @Message("Sign again: {policy}")
    String signAgain(String policy);

    @Message("overdue")
    String overdue();

    @Message("due {day}")
    String due(String day);

    @Message("What changed since version {version}, which you signed:")
    String changedSince(int version);

    @Message("Version {number}")
    String versionNote(int number);

    @Message("material")
    String material();

    @Message("{read} of {total} sections read")
    String readOf(int read, int total);

    @Message("Begin")
    String begin();

    @Message("Go on")
    String goOn();

    @Message("To mend on {host}")
    String failingOn(String host);

    @Message("Nothing waits for you.")
    String wellDone();

    @Message("My signatures")
    String signatures();

    @Message("none yet")
    String noSignature();

    @Message("My endpoints")
    String endpoints();

    @Message("{count} failing checks")
    String failing(int count);

    @Message("no failing check")
    String allWell();

    @Message("None is enrolled in your name.")
    String noEndpoint();

    @Message("What is collected about me")
    String collected();

    @Message("In the last 30 days: {sessions} sessions with {events} events.")
    String collectedFigures(long sessions, long events);

    @Message("Capture mode metadata: no prompts, no answers, no contents.")
    String modeMetadata();

    @Message(
            "Capture mode standard: commands, paths, hosts and tools, with secrets removed; prompts only as length and keyed hash.")
    String modeStandard();

    @Message("Capture mode full: contents are kept.")
    String modeFull();

    @Message("What changed since version {version}, which you signed")
    String showChanges(int version);

    @Message("I have read this section")
    String haveRead();

    @Message("Sections")
    String sections();

    @Message("read")
    String done();

    @Message("Go to the signature")
    String toSignature();

    @Message("{draw} questions, {pass} right answers pass. You may try again, with other questions.")
    String quizLead(int draw, int pass);

    @Message("Submit the answers")
    String submit();

    @Message("Passed: {score} of {questions}")
    String passed(int score, int questions);

    @Message("One step is left.")
    String passedMore();

    @Message("Not yet: {score} of {questions}")
    String notPassed(int score, int questions);

    @Message("{pass} right answers pass. Read the explanations, then try again.")
    String notPassedMore(int pass);

    @Message("Try again")
    String again();

    @Message("Right")
    String right();

    @Message("Not right")
    String wrong();

    @Message("Your answer")
    String yourAnswer();

    @Message("Right is")
    String rightAnswer();

    @Message("Sign")
    String signNow();

    @Message("Policy")
    String policy();

    @Message("You sign as")
    String signsAs();

    @Message("Quiz")
    String quiz();

    @Message("{score} of {questions} right")
    String scoreOf(int score, int questions);

    @Message(
            "Kept are your name, this version and its hash, the time, how and when you signed in, and the quiz result.")
    String whatIsKept();

    @Message("Receipt")
    String receipt();

    @Message("Signed")
    String signedTitle();

    @Message("Keep the receipt. It proves what you signed and when, without trusting this service.")
    String receiptLead();

    @Message("Receipt as PDF")
    String receiptPdf();

    @Message("Receipt as JSON")
    String receiptJson();

    @Message("Signed on")
    String signedOn();

    @Message("Position in the ledger")
    String ledgerPosition();

    @Message("To the finding, where an exception can be asked for")
    String exception();

    @Message("Who has looked")
    String looks();

    @Message("Nobody has looked at what is yours.")
    String nobodyLooked();

    @Message("Each look at your sessions, activity, findings or endpoints is kept; several within an hour count once.")
    String looksMore();
}
