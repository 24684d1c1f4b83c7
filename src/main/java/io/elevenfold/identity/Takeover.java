package io.elevenfold.identity;

import io.elevenfold.platform.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what the directory told: everything of a run or nothing, and an act in the audit trail for each change. */
@ApplicationScoped
class Takeover {

    /** Any number; two nodes that synchronise at once must not both take a newcomer over. */
    private static final long LOCK = 0x11F01D;

    /** So many may leave at once in the smallest organisation. */
    private static final int FEW = 10;

    private final DirectoryConfig config;
    private final People people;
    private final Teams teams;
    private final DirectoryRuns runs;
    private final AuditTrail trail;
    private final EntityManager entities;
    private final Clock clock;

    Takeover(
            DirectoryConfig config,
            People people,
            Teams teams,
            DirectoryRuns runs,
            AuditTrail trail,
            EntityManager entities,
            Clock clock) {
        this.config = config;
        this.people = people;
        this.teams = teams;
        this.runs = runs;
        this.trail = trail;
        this.entities = entities;
        this.clock = clock;
    }

    @Transactional
    void failed(Instant startedAt, boolean whole, int read, String error, Actor by) {
        UUID run = Ids.at(clock.instant());
        runs.add(run, startedAt, clock.instant(), whole, read, error);
        trail.keep(by, "directory.failed", AuditTrail.NOBODY, Map.of("run", run.toString(), "error", error));
    }

    /** @throws TooManyLeaversException when it would make more people leavers than is believable; nothing is written */
    @Transactional
    void apply(Instant startedAt, boolean whole, List<DirectoryPerson> read, Actor by) {
        entities.createNativeQuery("select 1 from (select pg_advisory_xact_lock(:key)) as locked")
                .setParameter("key", LOCK)
                .getSingleResult();
        UUID run = Ids.at(clock.instant());
        runs.add(run, startedAt, clock.instant(), whole, read.size(), null);
        Map<Person, Map<String, Object>> before = new HashMap<>();
        Map<String, Person> byName = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (DirectoryPerson told : read) {
            seen.add(told.id());
            Person person = find(told).orElseGet(() -> newcomer(told));
            if (person != null) {
                before.put(person, facts(person));
                take(person, told, startedAt);
                byName.put(told.username().toLowerCase(Locale.ROOT), person);
            }
        }
        for (DirectoryPerson told : read) {
            if (told.present()) {
                find(told).ifPresent(person -> person.manager = leader(told, person, byName));
            }
        }
        if (whole) {
            List<Person> known = people.list("externalId is not null and leftAt is null");
            List<Person> leavers = known.stream()
                    .filter(person -> !seen.contains(String.valueOf(person.externalId)))
                    .toList();
            if (leavers.size() > FEW && leavers.size() * 100 > known.size() * config.mostLeavers()) {
                throw new TooManyLeaversException(leavers.size(), known.size());
            }
            for (Person person : leavers) {
                before.put(person, facts(person));
                person.leftAt = startedAt;
                person.knownAt = startedAt;
            }
        }
        people.flush();
        before.forEach((person, was) -> tell(run, person, was, by));
    }

    private Optional<Person> find(DirectoryPerson told) {
        return people.find("externalId", told.id())
                .firstResultOptional()
                .or(() -> told.email() == null
                        ? Optional.empty()
                        : people.find(
                                        "email = ?1 and externalId is null",
                                        told.email().toLowerCase(Locale.ROOT))
                                .firstResultOptional());
    }

    /** Null for whom we need not know: machines without an address, and those who were gone before they came. */
    private @Nullable Person newcomer(DirectoryPerson told) {
        String email = told.email();
        if (email == null || !told.present()) {
            return null;
        }
        Person person =
                new Person(Ids.at(clock.instant()), email.toLowerCase(Locale.ROOT), "", null, clock.instant(), false);
        people.persist(person);
        return person;
    }

    private void take(Person person, DirectoryPerson told, Instant at) {
        person.knownAt = at;
        if (!told.present()) {
            person.leftAt = person.leftAt == null ? at : person.leftAt;
            return;
        }
        person.externalId = told.id();
        person.name = told.name();
        person.team = told.team() == null ? null : teams.named(told.team(), false);
        person.zone = told.zone();
        person.leftAt = null;
        person.become(told.role(), at);
    }

    private @Nullable Person leader(DirectoryPerson told, Person person, Map<String, Person> byName) {
        String named = told.manager();
        if (named == null) {
            return null;
        }
        String key = named.strip().toLowerCase(Locale.ROOT);
        Person leader = byName.containsKey(key)
                ? byName.get(key)
                : people.find("email", key).firstResultOptional().orElse(null);
        // Keycloak's text can name anybody, also a user whom this run did not read: then the one that we knew stays.
        if (leader == null) {
            return person.manager;
        }
        return leader.id.equals(person.id) ? null : leader;
    }

    private static Map<String, Object> facts(Person person) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("name", person.name);
        facts.put("team", person.team == null ? "" : person.team.name);
        facts.put("role", person.role);
        facts.put("manager", person.manager == null ? "" : person.manager.email);
        facts.put("time zone", person.zone == null ? "" : person.zone);
        facts.put("present", person.leftAt == null);
        return facts;
    }

    private void tell(UUID run, Person person, Map<String, Object> was, Actor by) {
        Map<String, Object> is = facts(person);
        if (is.equals(was)) {
            return;
        }
        String kind = "".equals(was.get("name"))
                ? "joined"
                : Objects.equals(was.get("present"), is.get("present"))
                        ? "changed"
                        : person.leftAt == null ? "returned" : "left";
        StringBuilder text = new StringBuilder();
        Map<String, Object> detail = new TreeMap<>();
        detail.put("run", run.toString());
        is.forEach((field, value) -> {
            if (!value.equals(was.get(field))) {
                detail.put(field, value);
                if (!field.equals("present")) {
                    text.append(text.isEmpty() ? "" : ", ")
                            .append(field)
                            .append(": ")
                            .append(was.get(field))
                            .append(" → ")
                            .append(value);
                }
            }
        });
        runs.addChange(run, person.id, kind, text.toString());
        trail.keep(by, "directory.person_" + kind, person.id, detail);
    }
}
