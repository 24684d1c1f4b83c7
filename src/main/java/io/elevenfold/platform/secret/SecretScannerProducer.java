package io.elevenfold.platform.secret;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** One scanner for all: it is immutable and costs time to build. */
@Dependent
final class SecretScannerProducer {

    @Produces
    @Singleton
    SecretScanner scanner() {
        return new SecretScanner();
    }
}
