package io.elevenfold.compliance;

import java.util.Collection;

/**
 * How many requirements stand where; headings are not counted.
 *
 * @param total all of them
 * @param excepted those, of whatever status, where an exception covers for a control
 */
public record RequirementCounts(
        long total,
        long met,
        long supported,
        long partly,
        long failing,
        long notAssessed,
        long notMapped,
        long excepted) {

    static RequirementCounts of(Collection<RequirementView> requirements) {
        return new RequirementCounts(
                requirements.stream().filter(RequirementView::isCounted).count(),
                count(requirements, RequirementStatus.MET),
                count(requirements, RequirementStatus.SUPPORTED),
                count(requirements, RequirementStatus.PARTLY),
                count(requirements, RequirementStatus.FAILING),
                count(requirements, RequirementStatus.NOT_ASSESSED),
                count(requirements, RequirementStatus.NOT_MAPPED),
                requirements.stream().filter(RequirementView::leansOnException).count());
    }

    private static long count(Collection<RequirementView> requirements, RequirementStatus status) {
        return requirements.stream()
                .filter(requirement -> requirement.isCounted() && requirement.status() == status)
                .count();
    }
}
