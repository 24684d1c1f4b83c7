package io.elevenfold.identity;

import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Identity")
@RolesAllowed(May.SEE_PEOPLE)
@Blocking
class PeopleResource {

    private final People people;
    private final Teams teams;

    PeopleResource(People people, Teams teams) {
        this.people = people;
        this.teams = teams;
    }

    @GET
    @Path("/people")
    @Operation(summary = "People, by e-mail address, those who left too")
    public Page<PersonView> people(
            @QueryParam("q") @Nullable String text,
            @QueryParam("team") @Nullable UUID team,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("after") @Nullable String after) {
        return people.byAddress(text, team, limit, after);
    }

    @GET
    @Path("/people/{id}")
    @Operation(summary = "One person")
    public PersonView one(UUID id) {
        return people.inSight(id).orElseThrow(() -> ProblemException.notFound("No person has the id " + id));
    }

    @GET
    @Path("/teams")
    @Operation(summary = "Teams, by name, with how many people are in each")
    public Page<TeamView> teams(
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("after") @Nullable String after) {
        return teams.byName(limit, after);
    }
}
