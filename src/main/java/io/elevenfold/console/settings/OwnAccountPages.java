package io.elevenfold.console.settings;

import io.elevenfold.console.Asked;
import io.elevenfold.identity.AccountView;
import io.elevenfold.identity.OwnAccount;
import io.nayuki.qrcodegen.QrCode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/account")
@Authenticated
@Blocking
class OwnAccountPages {

    private final OwnAccount own;

    OwnAccountPages(OwnAccount own) {
        this.own = own;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance account() {
        return Templates.account(page(null, List.of()));
    }

    @POST
    @Path("/password")
    @Operation(hidden = true)
    public Response changePassword(
            @FormParam("present") @Nullable String present, @FormParam("next") @Nullable String next) {
        own.changePassword(Asked.orEmpty(present), Asked.orEmpty(next));
        return Response.seeOther(URI.create("/sign-in?out=true")).build();
    }

    /** Answers with the page and no redirect, as the next does: what it tells is told here and nowhere again. */
    @POST
    @Path("/second-step")
    @Operation(hidden = true)
    public TemplateInstance propose(@FormParam("password") @Nullable String password) {
        OwnAccount.Proposal proposal = own.propose(Asked.orEmpty(password));
        QrCode code = QrCode.encodeText(proposal.address(), QrCode.Ecc.MEDIUM);
        return Templates.account(page(new Picture(proposal.secret(), code.size, path(code)), List.of()));
    }

    @POST
    @Path("/second-step/confirmation")
    @Operation(hidden = true)
    public TemplateInstance confirm(@FormParam("code") @Nullable String code) {
        List<String> codes = own.confirm(Asked.orEmpty(code));
        return Templates.account(page(null, codes));
    }

    @POST
    @Path("/second-step/removal")
    @Operation(hidden = true)
    public Response remove(@FormParam("password") @Nullable String password) {
        own.removeSecondStep(Asked.orEmpty(password));
        return Response.seeOther(URI.create("/account")).build();
    }

    private AccountPage page(@Nullable Picture picture, List<String> recoveryCodes) {
        return new AccountPage(own.view().orElse(null), picture, recoveryCodes);
    }

    private static String path(QrCode code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    /** @param path the dark squares, as SVG has it, in a square of {@code size} units */
    public record Picture(String secret, int size, String path) {}

    /** @param account null for whom the identity provider vouches */
    public record AccountPage(@Nullable AccountView account, @Nullable Picture picture, List<String> recoveryCodes) {}

    @CheckedTemplate(basePath = "settings")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance account(AccountPage page);
    }
}
