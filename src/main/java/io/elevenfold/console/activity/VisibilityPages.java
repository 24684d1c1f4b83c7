package io.elevenfold.console.activity;

import io.elevenfold.identity.Roles;
import io.elevenfold.ingest.VisibilityMatrix;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;

@Path("/visibility")
@RolesAllowed({Roles.ADMINISTRATOR, Roles.CISO, Roles.SECURITY, Roles.AUDITOR})
@Blocking
class VisibilityPages {

    private final VisibilityMatrix matrix = VisibilityMatrix.load();

    @GET
    @Operation(hidden = true)
    public TemplateInstance visibility() {
        return Templates.visibility(
                matrix.columns(),
                matrix.rows().stream()
                        .map(row -> new Row(
                                row.topic(),
                                row.cells().stream()
                                        .map(cell -> new Cell(
                                                cell.visibility().name().toLowerCase(Locale.ROOT), cell.note()))
                                        .toList()))
                        .toList());
    }

    /** One kind of activity over all agents and channels. */
    public record Row(String topic, List<Cell> cells) {}

    /** The word for how much is visible, and what the matrix says about it. */
    public record Cell(String state, String note) {}

    @CheckedTemplate(basePath = "activity")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance visibility(List<VisibilityMatrix.Column> columns, List<Row> rows);
    }
}
