package io.elevenfold.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.elevenfold.testing.ServiceProcess;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service with its sample organisation, every page of it: fit for people who cannot see well or use no
 * mouse (WCAG 2.2 A and AA by axe-core), for narrow screens, and without a complaint of the browser. With
 * {@code -Dscreenshots=docs/images} it also makes the pictures of the documentation.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf(
        value = "io.elevenfold.console.Browser#isThere",
        disabledReason = "there is no Chromium at /usr/bin/chromium (-Dchromium=… tells another place)")
class SampleConsoleIT {

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    /** Those that the documentation shows. */
    private static final Set<String> PICTURED =
            Set.of("home", "findings", "finding", "session", "endpoint", "layers", "control", "framework");

    private static final String EVERY_ICON_IS_THERE =
            """
            document.fonts.ready.then(() => [...document.querySelectorAll('i.ti')]
              .every(icon => !['none', 'normal'].includes(getComputedStyle(icon, '::before').content)))""";

    private static final Duration LONGEST_LOADING = Duration.ofMinutes(3);

    private ServiceProcess service;
    private Browser browser;
    private final Map<String, String> pages = new LinkedHashMap<>();

    @BeforeAll
    void begin(@TempDir Path dataDir) throws Exception {
        service = ServiceProcess.start(dataDir, Map.of("ELEVENFOLD_DEMO", "true"));
        long deadline = System.nanoTime() + LONGEST_LOADING.toNanos();
        while (!service.log().contains("The sample organisation is loaded")) {
            assertThat(System.nanoTime()).as(service.log()).isLessThan(deadline);
            Thread.sleep(200);
        }
        browser = new Browser(service.uri("").toString());
        policyFromAStarter();
        pages.put("home", "/");
        pages.put("findings", "/findings");
        pages.put("finding", firstLink("/findings?kind=rule", "tr[data-href] a"));
        pages.put("sessions", "/sessions");
        pages.put("session", firstLink(pages.get("finding"), "#evidence"));
        pages.put("activity", "/activity");
        pages.put("rules", "/rules");
        pages.put("rule", firstLink("/rules", "tbody a"));
        pages.put("risk", "/risk");
        pages.put("risk-of-person", firstLink("/risk?kind=person", "tbody a"));
        pages.put("risk-of-endpoint", firstLink("/risk?kind=endpoint", "tbody a"));
        pages.put("risk-weights", "/risk/weights");
        pages.put("risk-finding", firstLink("/findings?kind=baseline", "tr[data-href] a"));
        pages.put("visibility", "/visibility");
        pages.put("endpoints", "/endpoints");
        pages.put("endpoint", firstLink("/endpoints", "tbody a"));
        pages.put("checks", "/checks");
        pages.put("layers", "/layers");
        pages.put("layer", "/layers/3");
        pages.put("controls", "/controls");
        pages.put("control", "/controls/L03-01");
        pages.put("frameworks", "/frameworks");
        pages.put("framework", "/frameworks/owasp-agentic-top10");
        pages.put("people", "/people");
        pages.put("person", firstLink("/people", "tbody a"));
        pages.put("exceptions", "/exceptions");
        pages.put("new-exception", firstLink(pages.get("finding"), "a[href^='/exceptions/new']"));
        pages.put("mine", "/me");
        pages.put("policies", "/policies");
        pages.put("policy", firstLink("/policies", "tbody a"));
        pages.put("new-policy", "/policies/new");
        pages.put("campaigns", "/campaigns");
        pages.put("new-campaign", "/campaigns/new");
        pages.put("account", "/account");
        pages.put("accounts", "/settings/accounts");
        pages.put("directory", "/settings/directory");
        pages.put("audit-trail", "/settings/audit-trail");
        pages.put("enrolment", "/settings/enrolment");
        pages.put("tokens", "/settings/tokens");
        pages.put("destinations", "/settings/destinations");
        pages.put("destination-new", "/settings/destinations/new");
        pages.put("destination", destinationThatIsAway());
        pages.put("destination-edit", pages.get("destination") + "/edit");
        pages.put("evidence", "/evidence");
        pages.put("engagements", "/evidence/engagements");
        pages.put("engagement", firstLink("/evidence/engagements", "tbody a"));
        pages.put("examination", pages.get("engagement") + "/controls/L03-01");
        pages.put("sample-drawn", firstLink(pages.get("examination"), "a[href*='/samples/']"));
        pages.put("sample-row", firstLink(pages.get("sample-drawn"), "a[href*='/items/']"));
        pages.put(
                "event-row",
                firstLink(
                        firstLink(pages.get("engagement") + "/controls/L06-01", "a[href*='/samples/']"),
                        "a[href*='/items/']"));
        pages.put("requests", pages.get("engagement") + "/requests");
        pages.put("auditors", pages.get("engagement") + "/access");
        pages.put("suppressions", "/rules/suppressions");
        pages.put("placeholders", "/rules/placeholders");
        pages.put("imports", "/rules/imports");
        pages.put("import", packOfAllKinds());
        pages.put("replays", "/rules/replays");
        pages.put("ledger", "/ledger");
        pages.put("about", "/settings/about");
        pages.put("sample", "/settings/sample");
    }

    @AfterAll
    void end() {
        if (browser != null) {
            browser.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    @Order(1)
    void everyPageIsSoundInBothThemes() {
        List<String> flaws = new ArrayList<>();
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page wide = browser.administrator(1440, 900, scheme);
            Page narrow = browser.administrator(380, 800, scheme);
            pages.forEach((name, path) -> {
                for (Page page : List.of(wide, narrow)) {
                    page.navigate(path);
                    assertThat(page.locator("h1")).hasCount(1);
                    assertThat(page.locator(".ef-sample")).isVisible();
                    flawsOf(page)
                            .forEach(flaw ->
                                    flaws.add("%s %s %d: %s".formatted(name, scheme, page.viewportSize().width, flaw)));
                }
                picture(wide, name, scheme);
            });
        }
        assertThat(flaws).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(2)
    void everyLinkLeadsToAPlace() {
        Page page = browser.administrator(1440, 900, ColorScheme.LIGHT);
        List<String> links = Addresses.from(page, pages.values()).links();
        List<String> dead = new ArrayList<>();
        for (String link : links) {
            APIResponse answer = page.request().get(link.replaceFirst("#.*", ""));
            String place = link.contains("#") ? decoded(link.substring(link.indexOf('#') + 1)) : "";
            if (answer.status() != 200 || !place.isEmpty() && !answer.text().contains("id=\"" + place + "\"")) {
                dead.add(answer.status() + " " + link);
            }
        }
        assertThat(links).hasSizeGreaterThan(100);
        assertThat(dead).isEmpty();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Test
    @Order(3)
    void theSampleOrganisationGoesWithOneClick() {
        Page page = browser.administrator(1440, 900, ColorScheme.LIGHT);
        page.navigate("/settings/sample");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove the sample organisation"))
                .click();

        page.waitForURL(url -> !url.contains("/settings/"));
        assertThat(page.locator(".ef-sample")).hasCount(0);
        page.navigate("/endpoints");
        assertThat(page.locator("tbody a[href^='/endpoints/']")).hasCount(0);
        List<String> flaws = new ArrayList<>();
        for (String path : pages.values()) {
            if (!path.matches(
                    "/(findings|sessions|endpoints|people|exceptions|risk/person|risk/endpoint|evidence/engagements)/.*")) {
                page.navigate(path);
                flawsOf(page).forEach(flaw -> flaws.add("%s without any data: %s".formatted(path, flaw)));
            }
        }
        assertThat(flaws).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private static List<String> flawsOf(Page page) {
        List<String> flaws = new ArrayList<>();
        // Where an anchor has scrolled to, the menu lies over what is judged.
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})");
        new AxeBuilder(page)
                .withTags(WCAG)
                .setLegacyMode(true)
                .analyze()
                .getViolations()
                .forEach(rule -> rule.getNodes()
                        .forEach(node -> flaws.add(rule.getId() + " " + node.getTarget() + " " + node.getHtml())));
        if (!(Boolean) page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")) {
            flaws.add("scrolls sideways");
        }
        if (!(Boolean) page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")) {
            flaws.add("an image is missing");
        }
        if (!(Boolean) page.evaluate(EVERY_ICON_IS_THERE)) {
            flaws.add("an icon is missing");
        }
        return flaws;
    }

    private static void picture(Page page, String name, ColorScheme scheme) {
        String file = "%s-%s.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT));
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", file)));
        String folder = System.getProperty("screenshots", "");
        if (!folder.isEmpty() && PICTURED.contains(name)) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, file)));
        }
    }

    /** Its page has everything to tell: a failure, what waits, no acknowledgement. */
    private String destinationThatIsAway() {
        Page page = browser.administrator(1440, 900, ColorScheme.LIGHT);
        APIResponse made = page.request()
                .post(
                        service.uri("/api/v1/destinations").toString(),
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer " + ServiceProcess.TOKEN)
                                .setData(Map.of(
                                        "name", "SIEM that is away",
                                        "kind", "syslog",
                                        "address", "localhost:9",
                                        "format", "cef",
                                        "filter", "kind == \"finding\"",
                                        "samples", true,
                                        "private_allowed", true,
                                        "from", "beginning")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String id = made.text().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        page.context().close();
        return "/settings/destinations/" + id;
    }

    /** Its page has everything to tell: what is good, what is wrong, and what no activity shows. */
    private String packOfAllKinds() {
        Page page = browser.administrator(1440, 900, ColorScheme.LIGHT);
        String pack =
                """
                title: Fetched into a folder for everybody
                author: Ada Example
                logsource: {product: linux, category: process_creation}
                detection: {sel: {Image|endswith: /curl, CommandLine|contains: /dev/shm}, condition: sel}
                level: medium
                """;
        String wrong = pack.replace("contains", "contians");
        String unseen = pack.replace("process_creation", "registry_set");
        APIResponse answer = page.request()
                .post(
                        service.uri("/api/v1/rules/imports?name=pack.yml").toString(),
                        RequestOptions.create()
                                .setHeader("Authorization", "Bearer " + ServiceProcess.TOKEN)
                                .setHeader("Content-Type", "application/octet-stream")
                                .setData(String.join(
                                        "---\n",
                                        pack,
                                        wrong.replace("Fetched", "Loaded"),
                                        wrong.replace("Fetched", "Brought"),
                                        unseen.replace("Fetched", "Kept"))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        String id = answer.text().replaceAll("(?s)^\\{\"id\":\"([^\"]+)\".*", "$1");
        page.context().close();
        return "/rules/imports/" + id;
    }

    private void policyFromAStarter() {
        Page page = browser.administrator(1440, 900, ColorScheme.LIGHT);
        page.navigate("/policies");
        page.locator("a[href^='/policies/new?from=']").first().click();
        page.locator("form[action='/policies'] button.btn-primary").click();
        page.waitForURL(url -> url.matches(".*/policies/[0-9a-f-]{36}.*"));
        page.context().close();
    }

    private String firstLink(String path, String selector) {
        Page page = browser.administrator(1440, 900, ColorScheme.LIGHT);
        page.navigate(path);
        String link = page.locator(selector).first().getAttribute("href");
        page.context().close();
        return link;
    }
}
