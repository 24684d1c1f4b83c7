package io.elevenfold.console.activity;

import io.elevenfold.activity.ActivityFilter;
import io.elevenfold.console.Asked;
import io.elevenfold.console.Links;
import io.elevenfold.platform.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The explorer's filter as it stands in the address. Moments are UTC, as {@code 2026-08-22T09:40}. */
public final class ExplorerQuery {

    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @QueryParam("action")
    @Nullable
    String action;

    @QueryParam("agent")
    @Nullable
    String agent;

    @QueryParam("decision")
    @Nullable
    String decision;

    @QueryParam("endpoint")
    @Nullable
    String endpoint;

    @QueryParam("person")
    @Nullable
    String person;

    @QueryParam("q")
    @Nullable
    String text;

    public String from() {
        return Asked.orEmpty(from);
    }

    public String to() {
        return Asked.orEmpty(to);
    }

    public String action() {
        return Asked.orEmpty(action);
    }

    public String agent() {
        return Asked.orEmpty(agent);
    }

    public String decision() {
        return Asked.orEmpty(decision);
    }

    public String text() {
        return Asked.orEmpty(text);
    }

    /** What a link from elsewhere narrowed, and the form must not lose. */
    public List<Hidden> hidden() {
        return Stream.of(new Hidden("endpoint", Asked.orEmpty(endpoint)), new Hidden("person", Asked.orEmpty(person)))
                .filter(each -> !each.value().isEmpty())
                .toList();
    }

    public record Hidden(String name, String value) {}

    Links links() {
        return Links.query()
                .with("from", from)
                .with("to", to)
                .with("action", action)
                .with("agent", agent)
                .with("decision", decision)
                .with("endpoint", endpoint)
                .with("person", person)
                .with("q", text);
    }

    ActivityFilter filter() {
        return new ActivityFilter(
                moment("from", from),
                moment("to", to),
                Asked.orNull(action),
                Asked.orNull(agent),
                Asked.orNull(decision),
                Asked.id("endpoint", endpoint),
                Asked.id("person", person),
                null,
                null,
                Asked.orNull(text));
    }

    private static @Nullable Instant moment(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(name + ": a moment like 2026-08-22T09:40 is expected");
        }
    }

    static List<String> decisions() {
        return Arrays.asList("allow", "deny", "ask", "modify", "abort", "timeout");
    }
}
