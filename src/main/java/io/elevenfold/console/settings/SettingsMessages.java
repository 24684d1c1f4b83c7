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

    @Message("Accounts")
    String accounts();

    @Message("Who may sign in with a password of this service. Everybody else comes by the identity provider.")
    String accountsLead();

    @Message("Make an account")
    String makeAccount();

    @Message("User name")
    String userName();

    @Message("First password")
    String firstPassword();

    @Message("Role")
    String role();

    @Message("Person’s address (optional)")
    String personsAddress();

    @Message("Role until")
    String until();

    @Message("Make account")
    String make();

    @Message("Person")
    String person();

    @Message("Second step")
    String secondStep();

    @Message("State")
    String state();

    @Message("nobody we know")
    String nobody();

    @Message("no end")
    String noEnd();

    @Message("Let in again")
    String admit();

    @Message("Block")
    String block();

    @Message("Remove second step")
    String removeStep();

    @Message("No account yet")
    String noAccount();

    @Message("Your account")
    String yourAccount();

    @Message("Your organisation’s identity provider keeps your account: password and second step are changed there.")
    String providersAccount();

    @Message("The second step is on. From now on a code is asked for when you sign in.")
    String stepIsOn();

    @Message("Recovery codes")
    String recoveryCodes();

    @Message("Each is good once, in place of a code, when your authenticator is lost. They are shown this once.")
    String recoveryMore();

    @Message("Scan the picture with your authenticator, then enter the code that it shows.")
    String scan();

    @Message("Picture for an authenticator")
    String picture();

    @Message("Or type this secret")
    String orType();

    @Message("First code")
    String firstCode();

    @Message("Switch on")
    String switchOn();

    @Message("A code of your authenticator is asked for when you sign in.")
    String stepOn();

    @Message("Present password")
    String presentPassword();

    @Message("Off. With it on, nobody signs in with your password alone.")
    String stepOff();

    @Message("Add an authenticator")
    String addStep();

    @Message("Password")
    String password();

    @Message("Changing it ends every session of yours, this one too.")
    String passwordMore();

    @Message("New password")
    String newPassword();

    @Message("Change password")
    String change();

    @Message("Directory")
    String directory();

    @Message(
            "People, teams, leaders and leavers, taken over from Keycloak. They are whom campaigns ask and coverage counts.")
    String directoryLead();

    @Message("No directory is configured. People appear when they sign in or when their endpoints are enrolled.")
    String directoryOff();

    @Message("Synchronise now")
    String synchronise();

    @Message("read everybody")
    String everybody();

    @Message("what changed")
    String onlyChanged();

    @Message("Runs")
    String runs();

    @Message("Read")
    String read();

    @Message("Changes")
    String changes();

    @Message("Not synchronised yet")
    String noRun();

    @Message("nothing")
    String nothingChanged();

    @Message("How")
    String how();

    @Message("went wrong")
    String wentWrong();
}
