/** Hook payloads: what they tell, and the answer that means "no objection" to the agent that waits for it. */
@NullMarked
package io.elevenfold.ingest.hook;

import org.jspecify.annotations.NullMarked;
