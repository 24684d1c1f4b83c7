package io.elevenfold.console;

import io.elevenfold.identity.Roles;
import io.elevenfold.ingest.sample.SampleState;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** What the frame around every page knows: who looks, and where they are. */
@Named("frame")
@RequestScoped
public class Frame {

    private final SecurityIdentity identity;
    private final RoutingContext context;
    private final Assets assets;
    private final SampleState sample;

    Frame(SecurityIdentity identity, RoutingContext context, Assets assets, SampleState sample) {
        this.identity = identity;
        this.context = context;
        this.assets = assets;
        this.sample = sample;
    }

    /** The name that the person signed in with; empty when nobody did. */
    public String user() {
        return identity.isAnonymous() ? "" : identity.getPrincipal().getName();
    }

    /** The role's word; empty for nobody. */
    public String role() {
        return identity.getRoles().stream().findFirst().orElse("");
    }

    public boolean isAdministrator() {
        return identity.hasRole(Roles.ADMINISTRATOR);
    }

    /** Whether the person may decide about findings. */
    public boolean mayTriage() {
        return isAdministrator() || identity.hasRole(Roles.SECURITY);
    }

    /** Whether the person may write policies and ask people to sign them. */
    public boolean mayGovern() {
        return mayTriage() || identity.hasRole(Roles.CISO);
    }

    /** Whether the person sees more than what is their own. */
    public boolean seesTheHouse() {
        return mayGovern() || identity.hasRole(Roles.AUDITOR);
    }

    /** Whether what is shown is, in part at least, of the sample organisation. */
    public boolean showsSample() {
        return sample.isThere();
    }

    /** For {@code aria-current}: {@code page} below a section's path, else {@code false}. */
    public String current(String path) {
        String here = context.normalizedPath();
        boolean inside = path.equals("/") ? here.equals("/") : here.equals(path) || here.startsWith(path + "/");
        return inside ? "page" : "false";
    }

    /** Changes with the files of the look, so that browsers may keep them. */
    public String assetVersion() {
        return assets.version();
    }
}
