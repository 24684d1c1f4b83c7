package io.elevenfold.evidence.engagement;

import io.elevenfold.evidence.bundle.EvidencePackages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Gathers what the first screen of an engagement shows: one look, one entry of the audit trail. */
@ApplicationScoped
public class EngagementOverviews {

    private final Room room;
    private final Examinations examinations;
    private final Samples samples;
    private final AuditRequests requests;
    private final BroughtFiles files;
    private final TimeBoxes boxes;
    private final EvidencePackages packages;

    EngagementOverviews(
            Room room,
            Examinations examinations,
            Samples samples,
            AuditRequests requests,
            BroughtFiles files,
            TimeBoxes boxes,
            EvidencePackages packages) {
        this.room = room;
        this.examinations = examinations;
        this.samples = samples;
        this.requests = requests;
        this.files = files;
        this.boxes = boxes;
        this.packages = packages;
    }

    /** @throws io.elevenfold.platform.ProblemException when there is none with that id for them, or it is not their time */
    @Transactional
    public EngagementOverview look(Visitor by, UUID id) {
        Engagement engagement = room.look(by, id, "engagement");
        List<Population> populations = samples.populations(id);
        return new EngagementOverview(
                engagement,
                examinations.controls(engagement),
                populations,
                requests.all(id),
                files.all(id),
                boxes.of(id).stream()
                        .filter(box -> !by.isExternal()
                                || box.auditor().equals(by.actor().name()))
                        .toList(),
                packages.of(id),
                next(engagement, populations));
    }

    private static String next(Engagement engagement, List<Population> populations) {
        Engagement.Progress progress = engagement.progress();
        if (!engagement.isOpen()) {
            return "nothing";
        }
        if (populations.stream().allMatch(population -> population.rows() == null)) {
            return "count";
        }
        if (progress.samples() == 0) {
            return "draw";
        }
        if (progress.itemsConcluded() < progress.items()) {
            return "rows";
        }
        return progress.concluded() < progress.controls() ? "controls" : "sign";
    }
}
