package io.elevenfold.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What browsers must not do with our pages. Pages show what one person may see, so nobody keeps copies of them. */
@ApplicationScoped
class SecurityHeaders {

    private static final int FIRST = 400;
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'");

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, FIRST);
    }

    private static void add(RoutingContext context) {
        String path = context.normalizedPath();
        MultiMap headers = context.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        if (ConsolePaths.contains(path)) {
            headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            headers.set("Referrer-Policy", "same-origin");
            headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("X-Frame-Options", "DENY");
            if (!ConsolePaths.isAsset(path)) {
                headers.set("Cache-Control", "no-store");
            }
        }
        context.next();
    }
}
