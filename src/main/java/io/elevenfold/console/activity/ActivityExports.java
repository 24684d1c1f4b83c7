package io.elevenfold.console.activity;

import io.elevenfold.activity.Activities;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.RecordedActivity;
import io.elevenfold.console.Export;
import io.elevenfold.identity.May;
import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Page;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What the explorer shows, filtered as on the page, as a file. */
@Path("/activity")
@RolesAllowed(May.EXPORT)
@Blocking
class ActivityExports {

    /** The columns of the file behind time, lane and position. */
    private static final List<Field> FIELDS = List.of(
            Field.EVENT_ACTION,
            Field.EVENT_OUTCOME,
            Field.AGENT_PRODUCT,
            Field.SESSION_ID,
            Field.HOST_NAME,
            Field.USER_EMAIL,
            Field.GEN_AI_TOOL_NAME,
            Field.PROCESS_COMMAND_LINE,
            Field.FILE_PATH,
            Field.URL_FULL,
            Field.URL_DOMAIN,
            Field.MCP_SERVER_NAME,
            Field.DECISION_OUTCOME,
            Field.DECISION_SOURCE,
            Field.PERMISSION_MODE);

    private final Activities activities;
    private final Export export;
    private final Clock clock;

    ActivityExports(Activities activities, Export export, Clock clock) {
        this.activities = activities;
        this.export = export;
        this.clock = clock;
    }

    @GET
    @Path("/export.csv")
    @Operation(hidden = true)
    public Response csv(@BeanParam ExplorerQuery query) {
        List<RecordedActivity> rows = new ArrayList<>();
        Export.About about = collect(query, rows);
        List<String> columns = Stream.concat(
                        Stream.of("@timestamp", "lane", "position"),
                        FIELDS.stream().map(Field::key))
                .toList();
        return export.csv(
                about, columns, rows.stream().map(ActivityExports::cells).toList());
    }

    @GET
    @Path("/export.json")
    @Operation(hidden = true)
    public Response json(@BeanParam ExplorerQuery query) {
        List<RecordedActivity> rows = new ArrayList<>();
        return export.json(collect(query, rows), rows);
    }

    private Export.About collect(ExplorerQuery query, List<RecordedActivity> rows) {
        String after = null;
        do {
            Page<RecordedActivity> page = activities.newest(query.filter(), Cursor.MAX_LIMIT, after);
            rows.addAll(page.items());
            after = page.next();
        } while (after != null && rows.size() < Export.MOST);
        return new Export.About("activity", query.links().toString(), clock.instant(), after == null);
    }

    private static List<@Nullable Object> cells(RecordedActivity activity) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(activity.at());
        cells.add(activity.lane());
        cells.add(activity.position());
        FIELDS.forEach(field -> cells.add(activity.event().get(field.key())));
        return cells;
    }
}
