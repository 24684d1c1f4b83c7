package io.elevenfold.console.people;

import io.elevenfold.console.Asked;
import io.elevenfold.console.Links;
import io.elevenfold.evidence.retention.Erasures;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.identity.People;
import io.elevenfold.identity.PersonView;
import io.elevenfold.identity.RoleTimes;
import io.elevenfold.identity.Sights;
import io.elevenfold.identity.TeamView;
import io.elevenfold.identity.Teams;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.posture.EndpointView;
import io.elevenfold.posture.Endpoints;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/people")
@RolesAllowed(May.SEE_PEOPLE)
@Blocking
class PeoplePages {

    private static final int SHOWN = 100;
    private static final int MOST_TEAMS = 500;

    private final People people;
    private final Teams teams;
    private final Sights sights;
    private final RoleTimes times;
    private final Endpoints endpoints;
    private final Erasures erasures;
    private final CurrentActor actor;

    PeoplePages(
            People people,
            Teams teams,
            Sights sights,
            RoleTimes times,
            Endpoints endpoints,
            Erasures erasures,
            CurrentActor actor) {
        this.people = people;
        this.teams = teams;
        this.sights = sights;
        this.times = times;
        this.endpoints = endpoints;
        this.erasures = erasures;
        this.actor = actor;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance all(
            @QueryParam("q") @Nullable String text,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("HX-Request") @Nullable String part) {
        Page<PersonView> page = people.byAddress(text, null, SHOWN, after);
        PeopleList list = new PeopleList(
                page.items().stream()
                        .map(person -> new Row(person, endpoints.ofPerson(person.id())))
                        .toList(),
                page.next() == null
                        ? null
                        : Links.query()
                                .with("q", text)
                                .with("after", page.next())
                                .to("/people"),
                Asked.orEmpty(text));
        return part != null && after != null ? Templates.people$rows(list) : Templates.people(list);
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public TemplateInstance one(UUID id) {
        PersonView person = existing(id);
        UUID leader = person.managerId();
        Set<UUID> chosen = sights.teamsOf(id);
        return Templates.person(new PersonPage(
                person,
                leader == null ? null : people.withId(leader).orElse(null),
                endpoints.ofPerson(id),
                teams.byName(MOST_TEAMS, null).items().stream()
                        .map(team -> new Choice(team, chosen.contains(team.id())))
                        .toList(),
                Asked.day(times.of(id).map(Object::toString).orElse(""))));
    }

    @POST
    @Path("/{id}/sight")
    @RolesAllowed(May.ADMINISTER)
    @Operation(hidden = true)
    public Response limit(UUID id, @FormParam("team") List<UUID> chosen) {
        existing(id);
        sights.limit(id, chosen, actor.get());
        return Response.seeOther(URI.create("/people/" + id)).build();
    }

    @POST
    @Path("/{id}/role-time")
    @RolesAllowed(May.ADMINISTER)
    @Operation(hidden = true)
    public Response until(UUID id, @FormParam("until") @Nullable String until) {
        existing(id);
        times.end(id, Asked.moment(Asked.orEmpty(until).isBlank() ? null : until), actor.get());
        return Response.seeOther(URI.create("/people/" + id)).build();
    }

    private PersonView existing(UUID id) {
        return people.inSight(id).orElseThrow(() -> ProblemException.notFound("No person has the id " + id));
    }

    /** A person with the endpoints that the person is answerable for. */
    public record Row(PersonView person, List<EndpointView> endpoints) {}

    /** @param text what was searched for; empty for everybody */
    public record PeopleList(List<Row> rows, @Nullable String next, String text) {}

    /** A team that can be in somebody's sight. */
    public record Choice(TeamView team, boolean chosen) {}

    /** @param until the day on which the role ends; empty for none */
    public record PersonPage(
            PersonView person,
            @Nullable PersonView leader,
            List<EndpointView> endpoints,
            List<Choice> choices,
            String until) {}

    @POST
    @Path("/{id}/erasure")
    @RolesAllowed(May.ADMINISTER)
    @Operation(hidden = true)
    public Response erase(UUID id, @FormParam("reason") @Nullable String reason) {
        erasures.erase(actor.get(), existing(id).id(), reason);
        return Response.seeOther(URI.create("/people/" + id)).build();
    }

    @CheckedTemplate(basePath = "people")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance people(PeopleList page);

        static native TemplateInstance people$rows(PeopleList page);

        static native TemplateInstance person(PersonPage page);
    }
}
