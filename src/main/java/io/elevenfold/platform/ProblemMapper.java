package io.elevenfold.platform;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every refusal of the API leaves as a problem document; what is a bug is logged once, here, with its trace. */
final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response refusal(ProblemException e) {
        return response(Problem.of(e.type(), e.getMessage(), e.members()));
    }

    @ServerExceptionMapper
    Response notJson(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        return response(Problem.of(ProblemType.BAD_REQUEST, "The body is not the JSON that this call takes" + where));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        for (ProblemType type : ProblemType.values()) {
            if (type.status() == status) {
                return response(Problem.of(type, null));
            }
        }
        return response(
                new Problem("about:blank", e.getResponse().getStatusInfo().getReasonPhrase(), status, null, Map.of()));
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
