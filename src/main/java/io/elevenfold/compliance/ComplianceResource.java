package io.elevenfold.compliance;

import io.elevenfold.framework.Layer;
import io.elevenfold.identity.May;
import io.elevenfold.platform.AsOf;
import io.elevenfold.platform.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Compliance")
@RolesAllowed(May.SEE_WHOLE)
@Blocking
class ComplianceResource {

    private final Compliance compliance;

    ComplianceResource(Compliance compliance) {
        this.compliance = compliance;
    }

    @GET
    @Path("/layers")
    @Operation(summary = "The eleven layers with score, coverage and trend, as they were known at a moment")
    public Layers layers(@QueryParam("as_of") @Nullable String asOf) {
        return compliance.layers(moment(asOf));
    }

    @GET
    @Path("/controls")
    @Operation(summary = "Controls with their status, as it was known at a moment")
    public Controls controls(
            @QueryParam("layer") @Nullable String layer,
            @QueryParam("status") @Nullable String status,
            @QueryParam("as_of") @Nullable String asOf) {
        return compliance.controls(layer(layer), status(status), moment(asOf));
    }

    @GET
    @Path("/controls/{id}")
    @Operation(summary = "One control with its checks, rules and mappings")
    public ControlDetail control(String id, @QueryParam("as_of") @Nullable String asOf) {
        return compliance.control(id, moment(asOf));
    }

    @GET
    @Path("/frameworks")
    @Operation(summary = "Frameworks, each with how many requirements stand where")
    public Frameworks frameworks(@QueryParam("as_of") @Nullable String asOf) {
        return compliance.frameworks(moment(asOf));
    }

    @GET
    @Path("/frameworks/{id}")
    @Operation(summary = "One framework with its requirements; without version the newest edition")
    public FrameworkDetail framework(
            String id, @QueryParam("version") @Nullable String version, @QueryParam("as_of") @Nullable String asOf) {
        return compliance.framework(id, version, moment(asOf));
    }

    private static @Nullable Instant moment(@Nullable String text) {
        Instant moment = AsOf.parse(text);
        if (moment != null && moment.isBefore(Instant.EPOCH)) {
            throw ProblemException.invalid("as_of: a moment after 1970-01-01T00:00:00Z is expected");
        }
        return moment;
    }

    private static @Nullable Integer layer(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        for (int number = 1; number <= Layer.COUNT; number++) {
            if (text.equals(String.valueOf(number))) {
                return number;
            }
        }
        throw ProblemException.invalid("layer: a number from 1 to %d is expected".formatted(Layer.COUNT));
    }

    private static @Nullable ControlStatus status(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        for (ControlStatus status : ControlStatus.values()) {
            if (status.word().equals(text)) {
                return status;
            }
        }
        throw ProblemException.invalid("status: one of %s is expected"
                .formatted(Arrays.stream(ControlStatus.values())
                        .map(ControlStatus::word)
                        .collect(Collectors.joining(", "))));
    }
}
