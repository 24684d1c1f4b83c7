package io.elevenfold.console;

import io.elevenfold.platform.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Refusals as pages. The API gets problem documents; a person gets a sentence and a way back. */
@ApplicationScoped
class ErrorPages {

    private static final int LAST_ROUTE = 100_000;

    /** Paths that nothing answers, after everything else had its turn. */
    void register(@Observes Router router) {
        router.route().order(LAST_ROUTE).handler(context -> {
            if (ConsolePaths.contains(context.normalizedPath()) && !ConsolePaths.isAsset(context.normalizedPath())) {
                end(context, 404);
            } else {
                context.next();
            }
        });
    }

    @ServerResponseFilter
    void asPage(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getRequestUri().getPath();
        if (response.getStatus() < 400 || !ConsolePaths.contains(path) || ConsolePaths.isAsset(path)) {
            return;
        }
        Object entity = response.getEntity();
        if (entity == null) {
            show(response, null);
        } else if (entity instanceof Problem problem) {
            show(response, problem.detail());
        }
    }

    private void show(ContainerResponseContext response, @Nullable String detail) {
        response.setEntity(html(response.getStatus(), detail), null, MediaType.TEXT_HTML_TYPE);
    }

    /** Answers where no resource did. */
    void end(RoutingContext context, int status) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .end(html(status, null));
    }

    private static String html(int status, @Nullable String detail) {
        return Templates.problem(status, detail).render();
    }

    @CheckedTemplate(basePath = "layout")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance problem(int status, @Nullable String detail);
    }
}
