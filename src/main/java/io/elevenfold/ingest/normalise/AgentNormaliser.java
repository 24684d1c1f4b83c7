package io.elevenfold.ingest.normalise;

import io.elevenfold.ingest.otlp.OtlpOrigin;
import io.elevenfold.ingest.otlp.OtlpRecord;

/** What one agent's tables cannot say. One object serves all threads. */
interface AgentNormaliser {

    /** What to do with a record. */
    enum Verdict {
        KEEP,
        DUPLICATE,
        INTERNAL
    }

    /** Fills what all records of one resource and scope have in common, beyond the attributes that all agents share. */
    default void origin(OtlpOrigin origin, ActivityDraft draft) {}

    /**
     * Completes a draft that the tables have begun.
     *
     * @param event the event's name, as in the table
     * @param action the table's, which may be a word that only this normaliser understands
     */
    Verdict complete(OtlpRecord record, String event, String action, ActivityDraft draft, Batch batch);
}
