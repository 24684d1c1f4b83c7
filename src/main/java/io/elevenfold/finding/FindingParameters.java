package io.elevenfold.finding;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filter of the API, as query parameters; lists repeat the parameter or separate by comma. */
final class FindingParameters {

    @QueryParam("state")
    List<String> state = List.of();

    @QueryParam("severity")
    List<String> severity = List.of();

    @QueryParam("layer")
    List<Integer> layer = List.of();

    @QueryParam("kind")
    List<String> kind = List.of();

    @QueryParam("rule")
    @Nullable
    String rule;

    @QueryParam("check")
    @Nullable
    String check;

    @QueryParam("endpoint")
    @Nullable
    UUID endpoint;

    @QueryParam("person")
    @Nullable
    UUID person;

    @QueryParam("session")
    @Nullable
    UUID session;

    @QueryParam("control")
    @Nullable
    String control;

    @QueryParam("q")
    @Nullable
    String text;

    FindingFilter filter() {
        return new FindingFilter(
                state, severity, layer, kind, check != null ? check : rule, endpoint, person, session, control, text);
    }
}
