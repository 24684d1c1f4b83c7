package io.elevenfold.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who works with which agent. Activity knows, and stands above. */
public interface AgentUse {

    /** People with a session of one of these products since then. */
    Set<UUID> users(List<String> products, Instant since);
}
