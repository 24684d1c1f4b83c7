package io.elevenfold.platform;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Every refusal of the API leaves as a problem document; what is a bug is logged once, here, with its trace. */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response refusal(ProblemException e) {
        return response(Problem.of(e.type(), e.getMessage(), e.members()));
    }

    /** Named twice, since Quarkus has a mapper of its own for the narrower one, and that tells nothing. */
    @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
    Response notJson(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        return response(Problem.of(
                ProblemType.BAD_REQUEST, "The body is not the JSON that this call takes" + where + member(e)));
    }

    private static String member(JacksonException e) {
        String path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."))
                : "";
        return path.isEmpty() ? "" : ": %.80s".formatted(path);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        if (e.getCause() instanceof JacksonException json) {
            return notJson(json);
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        return response(withStatus(e.getResponse().getStatusInfo()));
    }

    /** What security refuses has no body yet. */
    @ServerResponseFilter
    void withBody(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getRequestUri().getPath();
        if (response.getStatus() >= 400
                && !response.hasEntity()
                && (path.startsWith("/api/") || path.startsWith("/v1/"))) {
            response.setEntity(withStatus(response.getStatusInfo()), null, MediaType.valueOf(Problem.MEDIA_TYPE));
        }
    }

    private static Problem withStatus(Response.StatusType status) {
        for (ProblemType type : ProblemType.values()) {
            if (type.status() == status.getStatusCode()) {
                return Problem.of(type, null);
            }
        }
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), null, Map.of());
    }

    @ServerExceptionMapper
    Response database(SQLException e) {
        return bug(new IllegalStateException("the database refused", e));
    }

    @ServerExceptionMapper
    Response bug(RuntimeException e) {
        UUID id = UUID.randomUUID();
        LOG.errorf(e, "Unexpected failure %s", id);
        return response(Problem.of(ProblemType.INTERNAL, "Tell your administrator the id " + id));
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
