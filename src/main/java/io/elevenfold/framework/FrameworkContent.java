package io.elevenfold.framework;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the catalog where others can ask for it. */
@Singleton
class FrameworkContent {

    /** Eager, so that a broken file stops the start and not the first page that needs it. */
    @Produces
    @Singleton
    @Startup
    FrameworkCatalog catalog() {
        return FrameworkCatalog.load();
    }
}
