package io.elevenfold.console.forwarding;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about destinations. */
@MessageBundle("msg_forwarding")
public interface ForwardingMessages {

    @Message("Destinations")
    String title();

    @Message(
            "Every record leaves from here to your SIEM or data lake, at least once and in order, under an id that stays the same. What a receiver does not take is kept as a dead letter.")
    String lead();

    @Message("New destination")
    String add();

    @Message("Name")
    String name();

    @Message("Kind")
    String kind();

    @Message("Address")
    String address();

    @Message("Format")
    String format();

    @Message("Health")
    String health();

    @Message("Waiting")
    String lag();

    @Message("Delivered")
    String delivered();

    @Message("Dead letters")
    String letters();

    @Message("Last success")
    String lastSuccess();

    @Message("never")
    String never();

    @Message("Records go nowhere else yet")
    String none();

    @Message("New destination")
    String newTitle();

    @Message("Change destination")
    String editTitle();

    @Message("Save")
    String save();

    @Message("Make destination")
    String make();

    @Message(
            "https://… for Splunk, Elastic, OTLP and webhooks; host:port for syslog, RELP and Kafka (several with commas).")
    String addressHint();

    @Message("Options")
    String options();

    @Message("One name=value a line. Each kind knows its own, see below.")
    String optionsHint();

    @Message("Filter")
    String filter();

    @Message(
            "CEL, empty for everything. kind is activity, finding, attestation, audit or checkpoint. For example: kind != \"activity\" || get(event, \"decision.outcome\") == \"deny\"")
    String filterHint();

    @Message("Redaction")
    String redaction();

    @Message("\"content\" keeps messages, arguments, results and free text at home; \"personal\" also who it was.")
    String redactionHint();

    @Message("Allow private addresses, and connections without TLS")
    String privateAllowed();

    @Message("Send records of the sample organisation too")
    String samples();

    @Message("Token, key or password")
    String secret();

    @Message("One is kept. Leave this empty to keep it; a new address needs it again.")
    String secretKept();

    @Message("Encrypted at rest and never shown again.")
    String secretHint();

    @Message("Private CA (PEM)")
    String authorities();

    @Message("Client certificate and key (PEM)")
    String client();

    @Message("PKCS#8, not encrypted. Kept encrypted and never shown again.")
    String clientHint();

    @Message("Begin with")
    String from();

    @Message("what is recorded from now on")
    String fromNow();

    @Message("everything that is recorded")
    String fromBeginning();

    @Message("What each kind is worth")
    String kinds();

    @Message("Its acknowledgement means")
    String acknowledgement();

    @Message("Options")
    String knows();

    @Message("Change")
    String edit();

    @Message("Send test event")
    String test();

    @Message("Pause")
    String pause();

    @Message("Resume")
    String resume();

    @Message("Remove")
    String remove();

    @Message("The receiver took the test event")
    String tested();

    @Message("The test event did not arrive")
    String notTested();

    @Message("State")
    String state();

    @Message("Failing since")
    String failing();

    @Message("Last answer")
    String lastAnswer();

    @Message("Streams")
    String streams();

    @Message("Stream")
    String stream();

    @Message("Settled up to")
    String position();

    @Message("nothing yet")
    String notBegun();

    @Message("Records as they are sent")
    String preview();

    @Message("Nothing passes the filter among the records that were looked at")
    String previewNone();

    @Message("No record was refused")
    String lettersNone();

    @Message("Reason")
    String reason();

    @Message("Attempts")
    String attempts();

    @Message("When")
    String at();

    @Message("Record")
    String record();

    @Message("Send again")
    String resend();

    @Message("Replay")
    String replay();

    @Message(
            "Everything that was recorded at or after this time (UTC) is sent again, under the same ids and marked as elevenfold.replay. What still waits is not skipped.")
    String replayMeans();

    @Message("From (UTC)")
    String replayFrom();

    @Message("Replay")
    String replayDo();

    @Message("Preview")
    String previewDo();

    @Message("{count} records were looked at. Nothing was sent. Type the secrets again before you save.")
    String previewed(int count);

    @Message("What waits comes first, else the latest.")
    String previewMeans();

    @Message("since")
    String since();

    @Message("a yes means {word}")
    String yesMeans(String word);

    @Message("Remove this destination? Its place, dead letters and secrets go with it; receipts stay in the ledger.")
    String removeSure();

    @Message("Nothing is lost: what waits stays in the ledger, and is tried again without end.")
    String failingMeans();

    @Message("no acknowledgement")
    String unansweredShort();

    @Message("Nobody says that anything arrived.")
    String unanswered();

    @Message(
            "Syslog has no acknowledgement. What a receiver had not read when it died is sent once more after the reconnect, the last 1,000 messages of it. RELP has acknowledgements, and rsyslog speaks it.")
    String unansweredMeans();

    @Message("Receipts")
    String receipts();

    @Message("What the receiver acknowledged, as entries of the log of governance; the newest 20.")
    String receiptsMean();

    @Message("No acknowledgement yet; receipts are written once a minute")
    String receiptsNone();

    @Message("Acknowledged")
    String acknowledged();

    @Message("Records")
    String records();

    @Message("Last answer")
    String answer();

    @Message("governance, entry {position}")
    String entry(long position);

    @Message("positions {from} to {to}")
    String positions(long from, long to);

    @Message("Send receipts of deliveries too")
    String receiptsToo();
}
