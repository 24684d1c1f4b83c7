package io.elevenfold.posture.check;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads the checks when the service starts, so that a broken file stops it. */
@Dependent
final class CheckCatalogProducer {

    @Produces
    @Singleton
    @Startup
    CheckCatalog catalog() {
        return CheckCatalog.load();
    }
}
