package io.elevenfold.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main way through the console, in a real browser, as one walks it after an alarm. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("io.elevenfold.console.Browser#isThere")
class ConsoleWalkTest {

    private static final String ESCAPE = "docker run --rm -it -v /:/host alpine chroot /host";
    private static final String FINDING = "Container started with the rights of its host";

    @TestHTTPResource("/")
    URI house;

    private Browser browser;
    private Enrolled endpoint;
    private String session;

    @BeforeEach
    void begin() {
        if (browser != null) {
            return;
        }
        browser = new Browser(house.toString().replaceAll("/$", ""));
        endpoint = Enrolled.withPerson("walker-" + UUID.randomUUID() + "@example.org");
        session = "walk-" + UUID.randomUUID();
        endpoint.sends(
                """
                        {"event.action":"session_start","agent.product":"claude-code","session.id":"%1$s"}
                        {"event.action":"shell_exec","activity.phase":"completed","agent.product":"claude-code","session.id":"%1$s","gen_ai.tool.name":"Bash","process.command_line":"%2$s","decision.outcome":"allow","decision.source":"human"}
                        {"event.action":"shell_exec","activity.phase":"completed","agent.product":"claude-code","session.id":"%1$s","process.command_line":"echo <b>\u202Ehtml</b>"}
                        """
                        .formatted(session, ESCAPE));
    }

    @AfterAll
    void end() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void fromTheSignInOverAFindingAndItsSessionToTheRequirement() {
        Page page = browser.stranger(1280, 800, ColorScheme.LIGHT);
        Browser.signIn(page);
        assertThat(page.locator("h1")).hasText("Where we stand");

        page.navigate("/findings?endpoint=" + endpoint.endpointId());
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(FINDING))
                .click();
        assertThat(page.locator("h1")).hasText(FINDING);
        String finding = page.url();

        page.locator("#evidence").click();
        Locator event = page.locator("li.ef-event:target");
        assertThat(event).containsText(ESCAPE);
        assertThat(event).containsText(FINDING);

        page.navigate(finding);
        page.locator(".ef-crosswalk a").first().click();
        assertThat(page.locator("li.ef-requirement:target")).isVisible();
        assertThat(page.url()).contains("/frameworks/");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aDecisionIsKeptWithWhoMadeIt() {
        Page page = browser.administrator(1280, 800, ColorScheme.LIGHT);
        page.navigate("/findings?endpoint=" + endpoint.endpointId());
        page.locator("tr[data-href] a").first().click();

        page.getByLabel("Note").fill("looked at it");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Acknowledge"))
                .click();

        assertThat(page.locator(".ef-history li").last()).containsText("Acknowledged");
        assertThat(page.locator(".ef-history li").last()).containsText("admin");
        assertThat(page.locator(".ef-history li").last()).containsText("looked at it");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatAnAgentSentIsShownAsWhatItIs() {
        Page page = browser.administrator(1280, 800, ColorScheme.LIGHT);

        page.navigate("/activity?q=html&endpoint=" + endpoint.endpointId());

        assertThat(page.locator(".ef-event-target").first()).hasText("echo <b>⟦U+202E⟧html</b>");
    }

    @Test
    void lettersAndSlashLeadThroughRowsAndPages() {
        Page page = browser.administrator(1280, 800, ColorScheme.LIGHT);
        page.navigate("/findings");

        page.keyboard().press("j");
        assertThat(page.locator("tr.ef-here")).hasCount(1);
        page.keyboard().press("/");
        assertThat(page.locator("input[type=search]")).isFocused();
        page.keyboard().press("Control+k");
        page.keyboard().type("framew");
        page.keyboard().press("Enter");
        page.waitForURL("**/frameworks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/findings",
                "/sessions",
                "/activity",
                "/rules",
                "/visibility",
                "/endpoints",
                "/checks",
                "/layers",
                "/layers/1",
                "/controls",
                "/frameworks",
                "/people",
                "/settings/enrolment",
                "/settings/tokens",
                "/settings/audit-trail",
                "/settings/accounts",
                "/settings/directory",
                "/account",
                "/evidence",
                "/evidence/engagements",
                "/rules/suppressions",
                "/rules/placeholders",
                "/rules/imports",
                "/rules/replays",
                "/ledger",
                "/settings/about"
            })
    void aPageIsSoundInLightAndDarkWideAndNarrow(String path) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {1440, 380}) {
                Page page = browser.administrator(width, 900, scheme);
                Response response = page.navigate(path);

                assertThat(response.status()).as(path).isEqualTo(200);
                assertThat(page.locator("html"))
                        .hasAttribute("data-bs-theme", scheme == ColorScheme.DARK ? "dark" : "light");
                assertThat(page.locator("h1")).hasCount(1);
                assertThat((Boolean) page.evaluate(
                                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                        .as("%s fits into %d pixels", path, width)
                        .isTrue();
                page.context().close();
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsNotThereIsAPageThatLeadsBack() {
        Page page = browser.administrator(1280, 800, ColorScheme.LIGHT);

        Response nothing = page.navigate("/nothing/here");
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(page.locator("h1")).hasText("There is nothing here");

        Response unknown = page.navigate("/findings/" + UUID.randomUUID());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(page.locator("h1")).hasText("There is nothing here");

        Response wrong = page.navigate("/findings?layer=12");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(page.locator("main")).containsText("a number from 1 to 11 is expected");
        browser.complaints();
    }
}
