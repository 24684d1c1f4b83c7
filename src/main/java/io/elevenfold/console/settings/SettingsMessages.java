package io.elevenfold.console.settings;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages about the installation and who uses it. */
@MessageBundle("msg_settings")
public interface SettingsMessages {

    @Message("Audit trail")
    String auditTrail();

    @Message(
            "Who signed in, changed something, took a list away or looked at one person’s data. Each act is an entry of the ledger: it can be added, never changed.")
    String auditTrailLead();

    @Message("Who")
    String who();

    @Message("Act")
    String act();

    @Message("When")
    String when();

    @Message("About")
    String about();

    @Message("In full")
    String inFull();

    @Message("From")
    String from();

    @Message("Before")
    String before();

    @Message("Any act")
    String anyAct();

    @Message("Show")
    String show();

    @Message("No act matches")
    String noAct();

    @Message("Name of an account, token:name …")
    String whoHint();

    @Message("Ledger entry")
    String entry();

    @Message("Acts, newest first")
    String acts();
}
