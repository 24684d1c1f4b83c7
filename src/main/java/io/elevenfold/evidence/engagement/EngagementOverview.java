package io.elevenfold.evidence.engagement;

import io.elevenfold.evidence.bundle.EvidencePackage;
import java.util.List;

/**
 * An engagement at one glance.
 *
 * @param access of all auditors; an external auditor gets their own
 * @param next what is to be done next: {@code count}, {@code draw}, {@code rows}, {@code controls}, {@code sign} or
 *     {@code nothing}
 */
public record EngagementOverview(
        Engagement engagement,
        List<ExaminedControl> controls,
        List<Population> populations,
        List<AuditRequest> requests,
        List<EngagementFile> files,
        List<TimeBox> access,
        List<EvidencePackage> packages,
        String next) {}
