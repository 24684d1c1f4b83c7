package io.elevenfold.console.settings;

import io.elevenfold.console.Asked;
import io.elevenfold.console.Export;
import io.elevenfold.console.Links;
import io.elevenfold.console.Pairs;
import io.elevenfold.identity.AuditEntry;
import io.elevenfold.identity.AuditFilter;
import io.elevenfold.identity.AuditTrail;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/settings/audit-trail")
@RolesAllowed(May.SEE_AUDIT_TRAIL)
@Blocking
class AuditTrailPages {

    private static final int SHOWN = 50;
    private static final int MOST_EXPORTED = 10_000;
    /** First parts of the types, as people look for them. */
    private static final List<String> KINDS = List.of(
            "sign_in",
            "account",
            "token",
            "enrollment_token",
            "endpoint",
            "person",
            "directory",
            "finding",
            "policy",
            "campaign",
            "export",
            "sample");

    private final AuditTrail trail;
    private final Export export;
    private final Clock clock;

    AuditTrailPages(AuditTrail trail, Export export, Clock clock) {
        this.trail = trail;
        this.export = export;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @BeanParam AuditQuery query,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("HX-Request") @Nullable String part) {
        Page<AuditEntry> page = trail.newest(query.filter(), SHOWN, after);
        AuditList list = new AuditList(
                query,
                page.items().stream().map(Line::of).toList(),
                page.next() == null
                        ? null
                        : query.links().with("after", page.next()).to("/settings/audit-trail"),
                query.links().to("/settings/audit-trail/export.csv"),
                KINDS);
        return part != null && after != null ? Templates.auditTrail$rows(list) : Templates.auditTrail(list);
    }

    @GET
    @Path("/export.csv")
    @RolesAllowed(May.SEE_AUDIT_TRAIL)
    @Operation(hidden = true)
    public Response csv(@BeanParam AuditQuery query) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        String after = null;
        do {
            Page<AuditEntry> page = trail.newest(query.filter(), Cursor.MAX_LIMIT, after);
            for (AuditEntry entry : page.items()) {
                rows.add(Arrays.asList(
                        entry.position(),
                        entry.at(),
                        entry.actor(),
                        entry.type(),
                        entry.subject(),
                        entry.person(),
                        entry.detail()));
            }
            after = page.next();
        } while (after != null && rows.size() < MOST_EXPORTED);
        return export.csv(
                new Export.About("audit-trail", query.links().toString(), clock.instant(), after == null),
                List.of("position", "at", "actor", "type", "subject", "person", "detail"),
                rows);
    }

    /** What the address asks for. */
    public static final class AuditQuery {

        @QueryParam("actor")
        @Nullable
        String actor;

        @QueryParam("type")
        @Nullable
        String type;

        @QueryParam("from")
        @Nullable
        String from;

        @QueryParam("to")
        @Nullable
        String to;

        AuditFilter filter() {
            return new AuditFilter(actor, type, null, Asked.moment(from), Asked.moment(to));
        }

        Links links() {
            return Links.query()
                    .with("actor", actor)
                    .with("type", type)
                    .with("from", from)
                    .with("to", to);
        }

        public String actor() {
            return Asked.orEmpty(actor);
        }

        public String type() {
            return Asked.orEmpty(type);
        }

        public String from() {
            return Asked.day(from);
        }

        public String to() {
            return Asked.day(to);
        }
    }

    /** @param about where the subject is a person, their address; else what the detail calls it */
    public record Line(AuditEntry entry, String about, Pairs pairs) {

        static Line of(AuditEntry entry) {
            String about = entry.person();
            if (about == null) {
                about = entry.detail().path("name").asText("");
            }
            return new Line(entry, about, Pairs.ofJson(entry.detail().toString()));
        }
    }

    /** @param export address of the same list as a file */
    public record AuditList(
            AuditQuery query, List<Line> lines, @Nullable String next, String export, List<String> kinds) {}

    @CheckedTemplate(basePath = "settings")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance auditTrail(AuditList page);

        static native TemplateInstance auditTrail$rows(AuditList page);
    }
}
