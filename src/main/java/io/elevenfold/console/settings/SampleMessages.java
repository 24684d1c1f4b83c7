package io.elevenfold.console.settings;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page about the sample organisation. */
@MessageBundle("msg_sample")
public interface SampleMessages {

    @Message("Sample organisation")
    String title();

    @Message(
            "Northwind Robotics does not exist. Its people, machines, sessions and incidents came in through the same doors as real ones, so that you can see what Elevenfold does before you connect your own.")
    String lead();

    @Message("There is no sample organisation in this installation.")
    String none();

    @Message("People")
    String people();

    @Message("Endpoints")
    String endpoints();

    @Message("Posture reports")
    String reports();

    @Message("Sessions")
    String sessions();

    @Message("Events")
    String events();

    @Message("Findings")
    String findings();

    @Message("Remove it")
    String removal();

    @Message(
            "All of it is deleted at once and does not come back at the next start. What is yours stays. The ledger keeps the hashes of the deleted events and an entry that says who removed them.")
    String removalMeans();

    @Message("Remove the sample organisation")
    String remove();

    @Message("An administrator can remove it.")
    String whoCan();
}
