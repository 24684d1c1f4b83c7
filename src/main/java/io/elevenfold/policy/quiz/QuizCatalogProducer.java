package io.elevenfold.policy.quiz;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class QuizCatalogProducer {

    /** Eager, so that a broken quiz stops the start. */
    @Produces
    @Singleton
    @Startup
    QuizCatalog catalog() {
        return QuizCatalog.shipped();
    }
}
