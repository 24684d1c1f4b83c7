package io.elevenfold.console.people;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about people. */
@MessageBundle("msg_people")
public interface PeopleMessages {

    @Message("People")
    String people();

    @Message("Who is answerable for which endpoints. Nobody is ranked.")
    String lead();

    @Message("Name, address or team")
    String search();

    @Message("Search")
    String find();

    @Message("Person")
    String person();

    @Message("Team")
    String team();

    @Message("Role")
    String role();

    @Message("Endpoints")
    String endpoints();

    @Message("none")
    String none();

    @Message("left")
    String left();

    @Message("Nobody here")
    String nobody();

    @Message("People come with the directory, or when their endpoints are enrolled.")
    String nobodyMore();

    @Message("Address")
    String address();

    @Message("Led by")
    String ledBy();

    @Message("Left")
    String leftAt();

    @Message("That you looked at this page is kept in the audit trail.")
    String kept();

    @Message("Findings")
    String findings();

    @Message("Sessions")
    String sessions();

    @Message("Activity")
    String activity();

    @Message("What this person may see")
    String sight();

    @Message(
            "Teams in sight. With none chosen, a person of security sees everybody; other roles are not narrowed by this.")
    String sightMore();

    @Message("Keep")
    String keep();

    @Message("Role until")
    String until();

    @Message("From that day on this person cannot sign in any more. An auditor’s role always ends some day.")
    String untilMore();

    @Message("not set")
    String notSet();

    @Message("Erasure")
    String erasure();

    @Message(
            "Takes away who this person is and what their records hold, for good, and destroys the key that opens them. The records' hashes stay in the ledger, and so does a record of the erasure. Signatures under policies and what the person did as an actor in the audit trail stay. A legal hold prevents it.")
    String erasureMeans();

    @Message("Reason, for example the request and its date")
    String erasureReason();

    @Message("Erase for good")
    String erase();
}
