package io.elevenfold.ingest.sample;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loads the sample organisation at the first start with {@code elevenfold.demo=true}, behind the running service. One
 * that was removed stays removed; one whose loading was cut off is removed and loaded again.
 */
@ApplicationScoped
public class SampleLoader {

    private static final Logger LOG = Logger.getLogger(SampleLoader.class);
    private static final long LONGEST_STOP_MILLIS = 10_000;
    private static final int BEFORE_THE_LANES = 1;

    private final boolean wanted;
    private final SampleState state;
    private final SampleLoading loading;
    private final SampleRemoval removal;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    SampleLoader(
            @ConfigProperty(name = "elevenfold.demo", defaultValue = "false") boolean wanted,
            SampleState state,
            SampleLoading loading,
            SampleRemoval removal) {
        this.wanted = wanted;
        this.state = state;
        this.loading = loading;
        this.removal = removal;
    }

    void onStart(@Observes StartupEvent event) {
        if (wanted) {
            Thread background = new Thread(this::run, "sample-organisation");
            background.setDaemon(true);
            thread = background;
            background.start();
        }
    }

    void onStop(@Observes @Priority(BEFORE_THE_LANES) ShutdownEvent event) throws InterruptedException {
        stop();
    }

    /**
     * Ends the sample organisation for good, in the middle of its loading too.
     *
     * @param by who wants it
     * @throws io.elevenfold.platform.ProblemException when there is none
     */
    public void remove(String by) throws InterruptedException {
        stop();
        removal.remove(by);
    }

    /** Returns when nothing more is being loaded. */
    private void stop() throws InterruptedException {
        stopping = true;
        Thread background = thread;
        if (background != null) {
            background.join(LONGEST_STOP_MILLIS);
        }
    }

    private void run() {
        try {
            loadUnlessDone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The service is there without it; the next start begins anew.
            LOG.error("The sample organisation could not be loaded", e);
        }
    }

    private void loadUnlessDone() throws InterruptedException {
        String word = state.word();
        if (word.equals(SampleState.LOADED) || word.equals(SampleState.REMOVED)) {
            return;
        }
        if (word.equals(SampleState.LOADING)) {
            removal.removeUnfinished();
        }
        long started = System.nanoTime();
        state.become(SampleState.LOADING);
        if (!loading.load(() -> stopping)) {
            return;
        }
        state.become(SampleState.LOADED);
        SampleCounts counts = state.counts();
        LOG.infof(
                "The sample organisation is loaded: %d people, %d endpoints, %d posture reports, %d sessions, %d events,"
                        + " %d findings in %.1f s",
                counts.people(),
                counts.endpoints(),
                counts.postureReports(),
                counts.sessions(),
                counts.events(),
                counts.findings(),
                Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0);
    }
}
