/**
 * One normaliser for each agent: what it reports becomes {@link io.elevenfold.activity.Activity}. Words and events are
 * data (resources under {@code ingest/}); Java holds only what a table cannot say. {@code docs/activity-event.md} is the
 * model.
 */
@NullMarked
package io.elevenfold.ingest.normalise;

import org.jspecify.annotations.NullMarked;
