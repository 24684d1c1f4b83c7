package io.elevenfold.ingest.normalise;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.ingest.otlp.OtlpOrigin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a resource tells about all its records: service, host, repository, person, and a fleet's own attributes. */
final class Origins {

    private static final int MAX_OWN = 32;
    private static final int MAX_OWN_LENGTH = 256;

    /** The model's fields that a resource may fill under their own name. The others (decisions, traits …) it must not. */
    private static final List<Field> SAME_NAME = List.of(
            Field.SERVICE_NAME,
            Field.SERVICE_VERSION,
            Field.HOST_NAME,
            Field.HOST_ARCH,
            Field.OS_TYPE,
            Field.OS_VERSION,
            Field.DEPLOYMENT_ENVIRONMENT_NAME,
            Field.VCS_REPOSITORY_NAME,
            Field.VCS_OWNER_NAME,
            Field.VCS_REF_HEAD_NAME,
            Field.VCS_REF_HEAD_REVISION,
            Field.VCS_CHANGE_ID,
            Field.USER_ID,
            Field.USER_EMAIL,
            Field.USER_NAME,
            Field.USER_FULL_NAME);

    /** Written by SDKs about themselves, or understood above; the rest is what somebody has configured. */
    private static final Set<String> NOT_OWN =
            Set.of("telemetry", "process", "service", "host", "os", "wsl", "cursor", "user", "session", "faas");

    private static final Set<String> NOT_OWN_NAMES = Set.of("enduser.id", "deployment.environment");

    private Origins() {}

    static Activity template(Product product, AgentNormaliser agent, OtlpOrigin origin) {
        Attributes resource = new Attributes(origin.resource());
        Activity.Builder builder = Activity.builder();
        ActivityDraft draft = new ActivityDraft(product, resource, builder);
        builder.set(Field.AGENT_PRODUCT, product.key());
        builder.set(Field.TELEMETRY_TRUST, product == Product.CURSOR ? "server_observed" : "agent_reported");
        for (Field field : SAME_NAME) {
            draft.set(field, resource.text(field.key()));
        }
        draft.set(Field.AGENT_VERSION, resource.text("service.version"));
        draft.set(Field.DEPLOYMENT_ENVIRONMENT_NAME, resource.text("deployment.environment"));
        draft.repository(resource.text(Field.VCS_REPOSITORY_URL_FULL.key()));
        person(draft, resource.text("enduser.id"));
        if (draft.get(Field.USER_ID) != null || draft.get(Field.USER_EMAIL) != null) {
            draft.set(Field.USER_IDENTITY_SOURCE, "resource_attribute");
        }
        agent.origin(origin, draft);
        own(origin.resource(), builder);
        return builder.build();
    }

    /** {@code enduser.id} is what administrators set where the agent knows nobody: an address or another id. */
    private static void person(ActivityDraft draft, @Nullable String id) {
        if (id != null) {
            draft.set(id.indexOf('@') > 0 ? Field.USER_EMAIL : Field.USER_ID, id);
        }
    }

    private static void own(Map<String, Object> resource, Activity.Builder builder) {
        int kept = 0;
        for (Map.Entry<String, Object> attribute : resource.entrySet()) {
            String name = attribute.getKey();
            String text = Attributes.text(attribute.getValue());
            if (text != null
                    && text.length() <= MAX_OWN_LENGTH
                    && kept < MAX_OWN
                    && isOwn(name)
                    && Field.named(name).isEmpty()) {
                builder.set(name, text);
                kept++;
            }
        }
    }

    private static boolean isOwn(String name) {
        int dot = name.indexOf('.');
        return !NOT_OWN.contains(dot < 0 ? name : name.substring(0, dot)) && !NOT_OWN_NAMES.contains(name);
    }
}
