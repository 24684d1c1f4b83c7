package io.elevenfold.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class TakeoverTest {

    @Inject
    Takeover takeover;

    @Inject
    People people;

    @Inject
    Clock clock;

    @Test
    void aDirectoryThatNamesNobodyMakesNobodyALeaver() {
        List<DirectoryPerson> everybody =
                IntStream.range(0, 12).mapToObj(number -> somebody()).toList();
        Instant now = clock.instant();
        takeover.apply(now, true, everybody, Actor.SYSTEM);

        assertThatThrownBy(() -> takeover.apply(now, true, List.of(), Actor.SYSTEM))
                .isInstanceOf(TooManyLeaversException.class)
                .hasMessageContaining("most-leavers");

        assertThat(everybody).allSatisfy(person -> assertThat(
                        people.knownAs(person.email()).orElseThrow().leftAt())
                .isNull());
        takeover.apply(now, true, everybody.subList(0, 10), Actor.SYSTEM);
        assertThat(people.knownAs(everybody.get(11).email()).orElseThrow().leftAt())
                .isNotNull();
        assertThat(people.knownAs(everybody.get(0).email()).orElseThrow().leftAt())
                .isNull();
    }

    private static DirectoryPerson somebody() {
        String name = "d-" + UUID.randomUUID();
        return new DirectoryPerson(
                name, name, name + "@example.org", "Some Body", Role.DEVELOPER, "Platform", null, null, true);
    }
}
