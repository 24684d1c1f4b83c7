package io.elevenfold.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.compliance.RequirementCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {

    @Test
    void partsStandSideBySideInTheOrderOfTheCounts() {
        List<Part> parts = Part.bar(new RequirementCounts(8, 1, 2, 0, 1, 4, 0, 3));

        assertThat(parts)
                .containsExactly(
                        new Part("met", "0.00", "12.50"),
                        new Part("supported", "12.50", "25.00"),
                        new Part("failing", "37.50", "12.50"),
                        new Part("not_assessed", "50.00", "50.00"));
    }

    @Test
    void nothingCountedIsNoPart() {
        assertThat(Part.bar(new RequirementCounts(0, 0, 0, 0, 0, 0, 0, 0))).isEmpty();
    }
}
