package io.elevenfold.ingest;

import io.elevenfold.pipeline.OverloadedException;
import io.elevenfold.platform.Problem;
import io.elevenfold.platform.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The doors' last resort under pressure. */
final class Refusals {

    @ServerExceptionMapper
    Response overloaded(OverloadedException e) {
        return Response.status(ProblemType.OVERLOADED.status())
                .header(HttpHeaders.RETRY_AFTER, e.retryAfter().toSeconds())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(ProblemType.OVERLOADED, e.getMessage()))
                .build();
    }
}
