package io.elevenfold.compliance;

import static io.elevenfold.compliance.ControlStatus.EXCEPTED;
import static io.elevenfold.compliance.ControlStatus.MET;
import static io.elevenfold.compliance.ControlStatus.NOT_APPLICABLE;
import static io.elevenfold.compliance.ControlStatus.NOT_MET;
import static io.elevenfold.compliance.ControlStatus.NOT_REPORTED;
import static io.elevenfold.compliance.ControlStatus.PARTLY;
import static io.elevenfold.framework.Relationship.EQUAL;
import static io.elevenfold.framework.Relationship.INTERSECTS_WITH;
import static io.elevenfold.framework.Relationship.SUBSET_OF;
import static io.elevenfold.framework.Relationship.SUPERSET_OF;
import static io.elevenfold.framework.Relationship.SUPPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.compliance.RequirementStatus.Support;
import io.elevenfold.framework.Relationship;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequirementStatusTest {

    @ParameterizedTest
    @EnumSource(
            value = Relationship.class,
            names = {"EQUAL", "SUPERSET_OF"})
    void aControlThatAsksForAsMuchMeetsARequirementAlone(Relationship asMuch) {
        assertThat(RequirementStatus.of(List.of(new Support(asMuch, MET), new Support(SUPPORTS, NOT_MET))))
                .isEqualTo(RequirementStatus.MET);
    }

    @ParameterizedTest
    @EnumSource(
            value = Relationship.class,
            names = {"SUBSET_OF", "INTERSECTS_WITH", "SUPPORTS"})
    void controlsThatAskForLessOnlySupportARequirement(Relationship less) {
        assertThat(RequirementStatus.of(List.of(new Support(less, MET), new Support(less, MET))))
                .isEqualTo(RequirementStatus.SUPPORTED);
    }

    @Test
    void controlsThatNobodyAssessedNeitherHelpNorHarm() {
        assertThat(RequirementStatus.of(List.of(
                        new Support(SUBSET_OF, MET),
                        new Support(EQUAL, NOT_REPORTED),
                        new Support(SUPPORTS, NOT_APPLICABLE))))
                .isEqualTo(RequirementStatus.SUPPORTED);
        assertThat(RequirementStatus.of(List.of(new Support(EQUAL, NOT_MET), new Support(SUPPORTS, NOT_REPORTED))))
                .isEqualTo(RequirementStatus.FAILING);
    }

    @Test
    void aRequirementIsPartlyCoveredWhenItsControlsDisagree() {
        assertThat(RequirementStatus.of(List.of(new Support(INTERSECTS_WITH, MET), new Support(SUPERSET_OF, NOT_MET))))
                .isEqualTo(RequirementStatus.PARTLY);
        assertThat(RequirementStatus.of(List.of(new Support(EQUAL, PARTLY)))).isEqualTo(RequirementStatus.PARTLY);
    }

    @Test
    void anExceptionNeitherMeetsNorFailsARequirement() {
        assertThat(RequirementStatus.of(List.of(new Support(EQUAL, EXCEPTED)))).isEqualTo(RequirementStatus.PARTLY);
        assertThat(RequirementStatus.of(List.of(new Support(SUPPORTS, MET), new Support(SUPPORTS, EXCEPTED))))
                .isEqualTo(RequirementStatus.PARTLY);
    }

    @Test
    void aRequirementWhoseControlsAllFailIsFailing() {
        assertThat(RequirementStatus.of(List.of(new Support(EQUAL, NOT_MET), new Support(SUPPORTS, NOT_MET))))
                .isEqualTo(RequirementStatus.FAILING);
    }

    @Test
    void notAssessedIsSomethingElseThanNotMapped() {
        assertThat(RequirementStatus.of(List.of(new Support(EQUAL, NOT_REPORTED))))
                .isEqualTo(RequirementStatus.NOT_ASSESSED);
        assertThat(RequirementStatus.of(List.of())).isEqualTo(RequirementStatus.NOT_MAPPED);
    }
}
