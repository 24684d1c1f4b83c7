package io.elevenfold.console.settings;

import io.elevenfold.console.Asked;
import io.elevenfold.identity.AccountView;
import io.elevenfold.identity.Accounts;
import io.elevenfold.identity.CurrentActor;
import io.elevenfold.identity.May;
import io.elevenfold.identity.People;
import io.elevenfold.identity.PersonView;
import io.elevenfold.identity.Role;
import io.elevenfold.platform.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/settings/accounts")
@RolesAllowed(May.ADMINISTER)
@Blocking
class AccountPages {

    private static final URI HERE = URI.create("/settings/accounts");

    private final Accounts accounts;
    private final People people;
    private final CurrentActor actor;

    AccountPages(Accounts accounts, People people, CurrentActor actor) {
        this.accounts = accounts;
        this.people = people;
        this.actor = actor;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        return Templates.accounts(
                accounts.all().stream()
                        .map(account -> new Row(
                                account,
                                account.personId() == null
                                        ? null
                                        : people.withId(account.personId()).orElse(null)))
                        .toList(),
                Stream.of(Role.values()).map(Role::word).toList());
    }

    @POST
    @Operation(hidden = true)
    public Response make(
            @FormParam("username") @Nullable String username,
            @FormParam("password") @Nullable String password,
            @FormParam("role") @Nullable String role,
            @FormParam("person") @Nullable String person,
            @FormParam("until") @Nullable String until) {
        String address = Asked.orEmpty(person).strip();
        accounts.create(
                Asked.orEmpty(username).strip(),
                Asked.orEmpty(password),
                Stream.of(Role.values())
                        .filter(each -> each.word().equals(role))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalid("role: the word of a role is expected")),
                address.isEmpty() ? null : people.withEmail(address).id(),
                Asked.moment(Asked.orEmpty(until).isBlank() ? null : until),
                actor.get());
        return Response.seeOther(HERE).build();
    }

    @POST
    @Path("/{id}/block")
    @Operation(hidden = true)
    public Response block(UUID id) {
        accounts.block(id, true, actor.get());
        return Response.seeOther(HERE).build();
    }

    @POST
    @Path("/{id}/admit")
    @Operation(hidden = true)
    public Response admit(UUID id) {
        accounts.block(id, false, actor.get());
        return Response.seeOther(HERE).build();
    }

    @POST
    @Path("/{id}/second-step")
    @Operation(hidden = true)
    public Response forgetSecondStep(UUID id) {
        accounts.forgetSecondStep(id, actor.get());
        return Response.seeOther(HERE).build();
    }

    /** @param person whose account it is; null when it belongs to nobody we know */
    public record Row(AccountView account, @Nullable PersonView person) {}

    @CheckedTemplate(basePath = "settings")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance accounts(List<Row> rows, List<String> roles);
    }
}
