package io.elevenfold.evidence.engagement;

import io.elevenfold.evidence.bundle.EvidencePackage;
import io.elevenfold.evidence.bundle.EvidencePackages;
import io.elevenfold.platform.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evidence packages over an engagement, for those whom it lets in. */
@ApplicationScoped
public class EngagementPackages {

    private final Room room;
    private final EvidencePackages packages;

    EngagementPackages(Room room, EvidencePackages packages) {
        this.room = room;
        this.packages = packages;
    }

    /** Newest first. */
    @Transactional
    public List<EvidencePackage> all(Visitor by, UUID id) {
        room.look(by, id, "packages");
        return packages.of(id);
    }

    /**
     * Asks for one over the engagement's period and framework.
     *
     * @param disclosed null for who and what
     */
    @Transactional
    public EvidencePackage request(Visitor by, UUID id, @Nullable Collection<String> disclosed) {
        room.enter(by, id);
        return packages.request(by.actor(), new EvidencePackages.Request(null, null, null, null, disclosed, id), false);
    }

    /** @throws ProblemException when it is not of this engagement, or not done */
    @Transactional
    public Path file(Visitor by, UUID id, UUID made) {
        room.enter(by, id);
        if (!id.equals(packages.withId(made).engagement())) {
            throw ProblemException.notFound("This engagement has no such package");
        }
        return packages.download(by.actor(), made);
    }
}
