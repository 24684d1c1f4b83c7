package io.elevenfold.identity;

import io.elevenfold.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** People whom the provider sends: known by its id, taken over at the first sign-in, refused when they left. */
@ApplicationScoped
class ProviderPeople {

    private final People people;
    private final Teams teams;
    private final Sights sights;
    private final Clock clock;

    ProviderPeople(People people, Teams teams, Sights sights, Clock clock) {
        this.people = people;
        this.teams = teams;
        this.sights = sights;
        this.clock = clock;
    }

    /** Empty for somebody who left, whose time is over, or whose address belongs to somebody else. */
    @Transactional
    Optional<SignedIn> admit(ProviderClaims claims) {
        Instant now = clock.instant();
        return find(claims).filter(person -> person.leftAt == null).flatMap(person -> {
            if (person.knownAt == null || claims.issuedAt().isAfter(person.knownAt)) {
                takeOver(person, claims);
            }
            return person.isUsableAt(now) ? Optional.of(signedIn(person)) : Optional.empty();
        });
    }

    private SignedIn signedIn(Person person) {
        Role role = Role.of(person.role);
        return new SignedIn(person.email, role, person.id, sights.of(role, person.id));
    }

    /**
     * By the provider's id. By address only for somebody whom the provider has not claimed yet, and only if it vouches
     * for the address: anybody could write another's into their own profile.
     */
    private Optional<Person> find(ProviderClaims claims) {
        Optional<Person> known = people.find("externalId", claims.subject()).firstResultOptional();
        if (known.isPresent()) {
            return known;
        }
        String address = claims.email().toLowerCase(Locale.ROOT);
        Optional<Person> sameAddress = people.find("email", address).firstResultOptional();
        if (sameAddress.isPresent()) {
            return sameAddress.filter(person -> person.externalId == null && claims.emailVerified());
        }
        Person person = new Person(Ids.at(clock.instant()), address, claims.name(), null, clock.instant(), false);
        people.persist(person);
        return Optional.of(person);
    }

    private void takeOver(Person person, ProviderClaims claims) {
        person.externalId = claims.subject();
        person.name = claims.name();
        person.team = claims.team() == null ? null : teams.named(claims.team(), false);
        person.zone = claims.zone() == null ? person.zone : claims.zone();
        person.become(claims.role(), clock.instant());
        person.knownAt = claims.issuedAt();
    }
}
