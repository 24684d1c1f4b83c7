package io.elevenfold.identity;

import io.elevenfold.platform.Cursor;
import io.elevenfold.platform.Ids;
import io.elevenfold.platform.Page;
import io.elevenfold.platform.ProblemException;
import io.elevenfold.platform.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is answerable for endpoints, and which team they belong to. */
@ApplicationScoped
public class People implements PanacheRepositoryBase<Person, UUID> {

    private static final int LONGEST_ADDRESS = 254;
    private static final String SELECT =
            "select p.*, t.name as team from person p left join team t on t.id = p.team_id where ";

    private final Clock clock;
    private final Teams teams;
    private final Sql sql;
    private final CurrentSight sight;
    private final Views views;

    People(Clock clock, Teams teams, Sql sql, CurrentSight sight, Views views) {
        this.views = views;
        this.clock = clock;
        this.sql = sql;
        this.sight = sight;
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

    /** As {@link #withId}, but nobody whom the one who asks may not see. */
    @Transactional
    public Optional<PersonView> inSight(UUID id) {
        Sight.Condition inSight = sight.get().over("p.id");
        List<Object> parameters = new ArrayList<>(inSight.parameters());
        parameters.add(id);
        Optional<PersonView> found = sql.first(SELECT + inSight.sql() + " and p.id = ?", People::view, parameters);
        found.ifPresent(person -> views.noted(person.id(), "person"));
        return found;
    }

    /**
     * By address, those who left too, as far as the one who asks may see.
     *
     * @param text part of the name or the address; null for all
     */
    @Transactional
    public Page<PersonView> byAddress(@Nullable String text, @Nullable UUID team, int limit, @Nullable String after) {
        int bounded = Cursor.limit(limit);
        Sight.Condition inSight = sight.get().over("p.id");
        StringBuilder query = new StringBuilder(SELECT).append(inSight.sql());
        List<Object> parameters = new ArrayList<>(inSight.parameters());
        if (text != null && !text.isBlank()) {
            String like =
                    "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
            query.append(" and (p.email ilike ? or p.name ilike ? or t.name ilike ?)");
            parameters.addAll(List.of(like, like, like));
        }
        if (team != null) {
            query.append(" and p.team_id = ?");
            parameters.add(team);
        }
        List<String> cursor = Cursor.values(after, 1);
        if (!cursor.isEmpty()) {
            query.append(" and p.email > ?");
            parameters.add(cursor.get(0));
        }
        parameters.add(bounded + 1);
        List<PersonView> found =
                sql.list(query.append(" order by p.email limit ?").toString(), People::view, parameters);
        return Page.of(found, bounded, last -> Cursor.of(last.email()));
    }

    private static PersonView view(ResultSet row) throws SQLException {
        Timestamp left = row.getTimestamp("left_at");
        return new PersonView(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                row.getObject("team_id", UUID.class),
                row.getString("team"),
                row.getObject("manager_id", UUID.class),
                Role.of(row.getString("role")),
                left == null ? null : left.toInstant(),
                row.getBoolean("sample"));
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
