package io.elevenfold.console.people;

import io.elevenfold.identity.May;
import io.elevenfold.identity.People;
import io.elevenfold.identity.PersonView;
import io.elevenfold.posture.EndpointView;
import io.elevenfold.posture.Endpoints;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/people")
@RolesAllowed(May.SEE_PEOPLE)
@Blocking
class PeoplePages {

    private static final int SHOWN = 200;

    private final People people;
    private final Endpoints endpoints;

    PeoplePages(People people, Endpoints endpoints) {
        this.people = people;
        this.endpoints = endpoints;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all(@QueryParam("q") @Nullable String text) {
        String wanted = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        List<PersonView> found = people.everybody().stream()
                .filter(person -> matches(person, wanted))
                .toList();
        return Templates.people(
                found.stream()
                        .limit(SHOWN)
                        .map(person -> new Row(person, endpoints.ofPerson(person.id())))
                        .toList(),
                found.size(),
                text == null ? "" : text);
    }

    private static boolean matches(PersonView person, String wanted) {
        return (person.email() + " " + person.name() + " " + person.team())
                .toLowerCase(Locale.ROOT)
                .contains(wanted);
    }

    /** A person with the endpoints that the person is answerable for. */
    public record Row(PersonView person, List<EndpointView> endpoints) {}

    @CheckedTemplate(basePath = "people")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance people(List<Row> rows, int found, String text);
    }
}
