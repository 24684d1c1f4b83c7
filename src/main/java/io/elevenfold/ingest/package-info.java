/** The doors for machines: OTLP, hooks, bulk, posture; one normaliser for each agent. */
@NullMarked
package io.elevenfold.ingest;

import org.jspecify.annotations.NullMarked;
