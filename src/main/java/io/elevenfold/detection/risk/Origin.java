package io.elevenfold.detection.risk;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.identity.Sender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The event that adds risk, and on whom.
 *
 * @param event as it is stored
 * @param reference lane/position
 */
public record Origin(
        Activity event, Instant at, @Nullable UUID sessionKey, Sender sender, String reference, boolean sample) {

    /** Everybody and everything that the event belongs to. */
    List<Entity> entities() {
        List<Entity> entities = new ArrayList<>();
        if (sender.personId() != null) {
            entities.add(new Entity(EntityKind.PERSON, sender.personId(), null));
        }
        if (sessionKey != null) {
            entities.add(new Entity(EntityKind.SESSION, sessionKey, event.text(Field.SESSION_ID)));
        }
        if (sender.endpointId() != null) {
            entities.add(new Entity(EntityKind.ENDPOINT, sender.endpointId(), null));
        }
        String repository = event.text(Field.VCS_REPOSITORY_NAME);
        if (repository != null) {
            entities.add(Entity.named(EntityKind.REPOSITORY, repository));
        }
        String server = event.text(Field.MCP_SERVER_NAME);
        if (server != null) {
            entities.add(Entity.named(EntityKind.MCP_SERVER, server));
        }
        return entities;
    }

    /** The person, or the endpoint where nobody is known. */
    List<Entity> who() {
        return entities().stream()
                .filter(each -> each.kind() == (sender.personId() == null ? EntityKind.ENDPOINT : EntityKind.PERSON))
                .toList();
    }
}
