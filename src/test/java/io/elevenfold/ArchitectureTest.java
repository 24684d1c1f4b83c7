package io.elevenfold;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The order of the house. A new edge upward is a question about the design, not about this test. */
class ArchitectureTest {

    /** From the roof to the ground: a package uses those below it, never those above. */
    private static final List<String> LADDER = List.of(
            "console",
            "ingest",
            "pipeline",
            "forwarding",
            "evidence",
            "compliance",
            "detection",
            "posture",
            "activity",
            "policy",
            "finding",
            "framework",
            "identity",
            "ledger",
            "platform");

    private static final String ROOT = "io.elevenfold";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @TestFactory
    List<DynamicTest> aPackageUsesOnlyThoseBelowIt() {
        return LADDER.stream()
                .filter(floor -> LADDER.indexOf(floor) > 0)
                .map(floor -> DynamicTest.dynamicTest(floor, () -> noClasses()
                        .that()
                        .resideInAPackage(within(floor))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(above(floor))
                        .allowEmptyShould(true)
                        .check(CLASSES)))
                .toList();
    }

    @Test
    void everyPackageStandsOnTheLadder() {
        Set<String> floors = new TreeSet<>();
        for (JavaClass each : CLASSES) {
            String below = each.getPackageName().substring(ROOT.length());
            floors.add(below.isEmpty() ? "" : below.substring(1).split("\\.", -1)[0]);
        }

        assertThat(LADDER).containsAll(floors);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> forgetful = new TreeSet<>();
        for (JavaClass each : CLASSES) {
            JavaPackage home = each.getPackage();
            if (!home.isAnnotatedWith(NullMarked.class)) {
                forgetful.add(home.getName());
            }
        }

        assertThat(forgetful).isEmpty();
    }

    @Test
    void noClassHidesBehindAnEmptyName() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(within("platform"))
                .should()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    private static String within(String floor) {
        return ROOT + "." + floor + "..";
    }

    private static String[] above(String floor) {
        return LADDER.subList(0, LADDER.indexOf(floor)).stream()
                .map(ArchitectureTest::within)
                .toArray(String[]::new);
    }
}
