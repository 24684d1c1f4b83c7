package io.elevenfold.console.finding;

import io.elevenfold.console.Asked;
import io.elevenfold.console.Links;
import io.elevenfold.console.Wording;
import io.elevenfold.finding.FindingFilter;
import io.elevenfold.platform.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filter of the queue as it stands in the address; a form sends empty text for what is left open. */
public final class FindingQuery {

    static final String ACTIVE = "active";
    static final String ANY = "any";

    @QueryParam("state")
    @Nullable
    String state;

    @QueryParam("severity")
    @Nullable
    String severity;

    @QueryParam("layer")
    @Nullable
    String layer;

    @QueryParam("kind")
    @Nullable
    String kind;

    @QueryParam("source")
    @Nullable
    String source;

    @QueryParam("endpoint")
    @Nullable
    String endpoint;

    @QueryParam("person")
    @Nullable
    String person;

    @QueryParam("session")
    @Nullable
    String session;

    @QueryParam("control")
    @Nullable
    String control;

    @QueryParam("q")
    @Nullable
    String text;

    /** Without a word about states, the ones that somebody still has to deal with. */
    public String state() {
        return state == null || state.isBlank() ? ACTIVE : state;
    }

    public String severity() {
        return Asked.orEmpty(severity);
    }

    public String layer() {
        return Asked.orEmpty(layer);
    }

    /** The one layer that the form shows; 0 when there is none, or several. */
    public int layerNumber() {
        return layers().size() == 1 ? layers().get(0) : 0;
    }

    public String kind() {
        return Asked.orEmpty(kind);
    }

    public String text() {
        return Asked.orEmpty(text);
    }

    /** What is narrowed by a link from elsewhere, and not by a field of the form. */
    public List<Narrowing> narrowings() {
        List<Narrowing> narrowings = new ArrayList<>();
        narrow(narrowings, "source", source);
        narrow(narrowings, "endpoint", endpoint);
        narrow(narrowings, "person", person);
        narrow(narrowings, "session", session);
        narrow(narrowings, "control", control);
        return narrowings;
    }

    /** @param without the address of the list without it */
    public record Narrowing(String name, String value, String without) {

        /** The value as people read it: the id of a record is cut, that of a check or control is not. */
        public String told() {
            return name.equals("control") || value.startsWith("APC-") ? value : Wording.shortened(value);
        }
    }

    private void narrow(List<Narrowing> narrowings, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            narrowings.add(new Narrowing(name, value, links().with(name, null).to("/findings")));
        }
    }

    Links links() {
        return Links.query()
                .with("state", state)
                .with("severity", severity)
                .with("layer", layer)
                .with("kind", kind)
                .with("source", source)
                .with("endpoint", endpoint)
                .with("person", person)
                .with("session", session)
                .with("control", control)
                .with("q", text);
    }

    FindingFilter filter() {
        return new FindingFilter(
                state().equals(ANY) ? List.of() : List.of(state()),
                List.of(severity()),
                layers(),
                List.of(kind()),
                Asked.orNull(source),
                Asked.id("endpoint", endpoint),
                Asked.id("person", person),
                Asked.id("session", session),
                Asked.orNull(control),
                Asked.orNull(text));
    }

    private List<Integer> layers() {
        List<Integer> layers = new ArrayList<>();
        for (String number : layer().split(",", -1)) {
            if (!number.isBlank()) {
                if (!number.matches("[1-9]|1[01]")) {
                    throw ProblemException.invalid("layer: a number from 1 to 11 is expected");
                }
                layers.add(Integer.valueOf(number));
            }
        }
        return layers;
    }
}
