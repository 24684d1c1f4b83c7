package io.elevenfold.identity;

import io.elevenfold.platform.Ids;
import io.elevenfold.platform.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is answerable for endpoints, and which team they belong to. */
@ApplicationScoped
public class People implements PanacheRepositoryBase<Person, UUID> {

    private static final int LONGEST_ADDRESS = 254;

    private final Clock clock;
    private final Teams teams;

    People(Clock clock, Teams teams) {
        this.clock = clock;
        this.teams = teams;
    }

    /**
     * The person with this address, made when there is none yet.
     *
     * @throws ProblemException when it is not an e-mail address
     */
    @Transactional
    public PersonView withEmail(String email) {
        return withEmail(email, null, null, false);
    }

    /** As {@link #withEmail(String)}; name, team and mark are only used for a new person. */
    @Transactional
    public PersonView withEmail(String email, @Nullable String name, @Nullable String team, boolean sample) {
        String address = address(email);
        Optional<Person> known = find("email", address).firstResultOptional();
        if (known.isPresent()) {
            return known.get().view();
        }
        Person person = new Person(
                Ids.at(clock.instant()),
                address,
                name == null ? address.substring(0, address.indexOf('@')) : name,
                team == null ? null : teams.named(team, sample),
                clock.instant(),
                sample);
        persist(person);
        return person.view();
    }

    @Transactional
    public Optional<PersonView> withId(UUID id) {
        return findByIdOptional(id).map(Person::view);
    }

    /** Who has this address; empty when nobody has. */
    @Transactional
    public Optional<PersonView> knownAs(String email) {
        return find("email", email.strip().toLowerCase(Locale.ROOT))
                .firstResultOptional()
                .map(Person::view);
    }

    /** Those who are with us, ordered by address: whom a campaign asks, and whom coverage counts. */
    @Transactional
    public List<PersonView> present() {
        return everybody().stream().filter(person -> person.leftAt() == null).toList();
    }

    /** Everybody, ordered by address, those who left too. */
    @Transactional
    public List<PersonView> everybody() {
        return list("from Person p left join fetch p.team order by p.email").stream()
                .map(Person::view)
                .toList();
    }

    private static String address(String email) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        int at = address.indexOf('@');
        if (at <= 0 || at == address.length() - 1 || address.length() > LONGEST_ADDRESS) {
            throw ProblemException.invalid("person: an e-mail address is expected");
        }
        return address;
    }
}
