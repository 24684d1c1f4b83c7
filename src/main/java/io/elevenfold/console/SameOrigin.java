package io.elevenfold.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forms are taken from our own pages only. Browsers tell where a request comes from ({@code Sec-Fetch-Site}, Fetch
 * Metadata §2.3; older ones {@code Origin}), and no page elsewhere can forge it, so that forms need no hidden tokens.
 * The doors and the API do not look at the session cookie and are left alone.
 */
@ApplicationScoped
class SameOrigin {

    /** Before the sign-in form is read (200): a sign-in from elsewhere is refused too. */
    private static final int BEFORE_SIGN_IN = 280;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final ErrorPages errorPages;

    SameOrigin(ErrorPages errorPages) {
        this.errorPages = errorPages;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_SIGN_IN);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (READING.contains(request.method())
                || !ConsolePaths.contains(context.normalizedPath())
                || isOurs(
                        request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), request.getHeader("Host"))) {
            context.next();
            return;
        }
        errorPages.end(context, 403);
    }

    static boolean isOurs(@Nullable String site, @Nullable String origin, @Nullable String host) {
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        if (origin == null || host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase(new URI(origin).getAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
