package io.elevenfold.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the frame, and of the parts that every page may use. */
@MessageBundle("msg_frame")
public interface FrameMessages {

    @Message("Home")
    String home();

    @Message("Engagements")
    String engagements();

    @Message("Activity")
    String activity();

    @Message("Findings")
    String findings();

    @Message("Sessions")
    String sessions();

    @Message("Explorer")
    String explorer();

    @Message("Rules")
    String rules();

    @Message("Risk")
    String risk();

    @Message("Visibility")
    String visibility();

    @Message("Posture")
    String posture();

    @Message("Endpoints")
    String endpoints();

    @Message("Checks")
    String checks();

    @Message("Compliance")
    String compliance();

    @Message("Layers")
    String layers();

    @Message("Controls")
    String controls();

    @Message("Frameworks")
    String frameworks();

    @Message("My page")
    String mine();

    @Message("Policies")
    String policies();

    @Message("Campaigns")
    String campaigns();

    @Message("Exceptions")
    String exceptions();

    @Message("People & policies")
    String peopleAndPolicies();

    @Message("People")
    String people();

    @Message("Settings")
    String settings();

    @Message("Destinations")
    String destinations();

    @Message("Enrolment")
    String enrolment();

    @Message("Tokens")
    String tokens();

    @Message("Accounts")
    String accounts();

    @Message("Directory")
    String directory();

    @Message("Audit trail")
    String auditTrail();

    @Message("Your account")
    String yourAccount();

    @Message("About")
    String about();

    @Message("Skip to the content")
    String skip();

    @Message("Menu")
    String menu();

    @Message("Sections")
    String sections();

    @Message("Find or go to")
    String find();

    @Message("Page, finding, endpoint, command …")
    String findHint();

    @Message("Findings with…")
    String findFindings();

    @Message("Endpoints with…")
    String findEndpoints();

    @Message("Activity with…")
    String findActivity();

    @Message("Controls with…")
    String findControls();

    @Message("Appearance")
    String appearance();

    @Message("Light")
    String light();

    @Message("Dark")
    String dark();

    @Message("As the system")
    String system();

    @Message("Sign in")
    String signIn();

    @Message("Sign out")
    String signOut();

    @Message("User name")
    String username();

    @Message("Password")
    String password();

    @Message("Name, password and code do not go together. After several failed tries, the next has to wait.")
    String signInFailed();

    @Message(
            "Your organisation sent you, but you may not sign in here: you left, your time is over, or the way took too long. An administrator can tell.")
    String signInRefused();

    @Message("Sign in with your organisation")
    String signInByProvider();

    @Message("Code")
    String code();

    @Message("Only if you added an authenticator to your account.")
    String codeMore();

    @Message("Sign out at your organisation too")
    String signOutProvider();

    @Message("You are signed out.")
    String signedOut();

    @Message("All times are UTC.")
    String utc();

    @Message("Ctrl+K goes anywhere, / searches, j and k move through rows.")
    String keys();

    @Message("Copy link")
    String copyLink();

    @Message("Export")
    String export();

    @Message("The file’s name holds the moment, the number of rows and the beginning of its SHA-256.")
    String exportMore();

    @Message("As known at the end of")
    String asOf();

    @Message("Show")
    String show();

    @Message("Now")
    String now();

    @Message("Filter")
    String apply();

    @Message("Clear")
    String clear();

    @Message("Show all")
    String showAll();

    @Message("Copy")
    String copy();

    @Message("Copied")
    String copied();

    @Message("Selected: press Ctrl+C")
    String selected();

    @Message("Show more")
    String more();

    @Message("Show all of it")
    String whole();

    @Message("Sample")
    String sample();

    @Message("No truthful mapping")
    String noMapping();

    @Message("That address asks for something that cannot be")
    String badRequest();

    @Message("You may not see or do that")
    String forbidden();

    @Message("Your role does not cover it, or the request came from another site. An administrator can tell which.")
    String forbiddenMore();

    @Message("There is nothing here")
    String notFound();

    @Message("The address may be mistyped, or what it named was removed.")
    String notFoundMore();

    @Message("The present state does not allow that")
    String conflict();

    @Message("Something went wrong on our side")
    String broken();

    @Message("The request was refused")
    String refused();

    @Message("Go back and try another way.")
    String refusedMore();

    @Message("To the first page")
    String backHome();

    @Message("This installation shows a sample organisation: people, machines and incidents that do not exist.")
    String sampleShown();

    @Message("What it is, and how to remove it")
    String sampleMore();

    @Message("Evidence")
    String evidence();

    @Message("Ledger")
    String ledger();
}
