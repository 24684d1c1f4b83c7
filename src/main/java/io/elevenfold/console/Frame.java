package io.elevenfold.console;

import io.elevenfold.identity.May;
import io.elevenfold.identity.Role;
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
        return Role.among(identity.getRoles()).map(Role::word).orElse("");
    }

    public boolean isAdministrator() {
        return identity.hasRole(May.ADMINISTER);
    }

    /** Whether activity, findings and endpoints of anybody may be shown; an external auditor sees their engagements alone. */
    public boolean looks() {
        return identity.hasRole(May.LOOK);
    }

    /** Whether the auditor's room is where the person begins. */
    public boolean examines() {
        return identity.hasRole(May.EXAMINE);
    }

    /** Whether figures over the whole organisation may be shown. */
    public boolean seesWhole() {
        return identity.hasRole(May.SEE_WHOLE);
    }

    public boolean seesPeople() {
        return identity.hasRole(May.SEE_PEOPLE);
    }

    public boolean seesAuditTrail() {
        return identity.hasRole(May.SEE_AUDIT_TRAIL);
    }

    /** Whether the person may decide about findings. */
    public boolean mayTriage() {
        return identity.hasRole(May.TRIAGE);
    }

    /** Whether the person may write policies and ask people to sign them. */
    public boolean mayGovern() {
        return identity.hasRole(May.GOVERN);
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

    /** The same, but for the part of a section that has a link of its own. */
    public String currentOutside(String path, String inner) {
        return current(inner).equals("page") ? "false" : current(path);
    }

    /** Changes with the files of the look, so that browsers may keep them. */
    public String assetVersion() {
        return assets.version();
    }
}
