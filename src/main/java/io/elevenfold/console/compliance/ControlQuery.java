package io.elevenfold.console.compliance;

import io.elevenfold.compliance.ControlView;
import io.elevenfold.compliance.Controls;
import io.elevenfold.console.Asked;
import io.elevenfold.console.Links;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The filter of the controls as it stands in the address; a form sends empty text for what is left open. */
public final class ControlQuery {

    @QueryParam("layer")
    @Nullable
    String layer;

    @QueryParam("status")
    @Nullable
    String status;

    @QueryParam("q")
    @Nullable
    String text;

    @QueryParam("as_of")
    @Nullable
    String asOf;

    /** The layer's number; 0 for any. */
    int number() {
        Integer asked = Asked.layer(layer);
        return asked == null ? 0 : asked;
    }

    Links links() {
        return Links.query()
                .with("layer", layer)
                .with("status", status)
                .with("q", text)
                .with("as_of", asOf);
    }

    /** Only those whose id or title holds the text; the counts go with them. */
    Controls narrow(Controls controls) {
        String wanted = Asked.orEmpty(text).strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                ? controls
                : controls.where(control -> named(control).contains(wanted));
    }

    private static String named(ControlView control) {
        return (control.id() + " " + control.title()).toLowerCase(Locale.ROOT);
    }
}
