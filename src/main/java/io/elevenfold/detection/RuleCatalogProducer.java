package io.elevenfold.detection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the catalog a bean; a broken rule file stops the start. */
@ApplicationScoped
class RuleCatalogProducer {

    @Produces
    @Singleton
    RuleCatalog catalog() {
        return RuleCatalog.load();
    }
}
