package io.elevenfold.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.elevenfold.testing.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page that links lead to, of the packaged service with its sample organisation, as a browser shows it. With
 * {@code -Dscreenshots} it also makes the pictures of {@code docs/images}.
 */
// In this order, because loading the sample organisation takes as long as looking at it, and the last test removes it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf("io.elevenfold.console.Browser#isThere")
class PagesIT {

    private static final Duration LONGEST_LOADING = Duration.ofMinutes(3);
    private static final int WIDE = 1440;
    private static final int NARROW = 380;
    private static final int HEIGHT = 900;
    private static final int LARGEST_PICTURE = 300_000;
    private static final String RULES_OF_AXE =
            "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']}";

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Browser browser;
    private static String axe;

    @BeforeAll
    static void load() throws IOException, InterruptedException {
        service = ServiceProcess.start(folder, Map.of("ELEVENFOLD_DEMO", "true"));
        browser = new Browser(service.uri("").toString());
        try (InputStream script = Objects.requireNonNull(PagesIT.class.getResourceAsStream("/axe.min.js"))) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        Page page = browser.administrator(WIDE, HEIGHT, ColorScheme.LIGHT);
        long deadline = System.nanoTime() + LONGEST_LOADING.toNanos();
        while (!sampleState(page).contains("\"loaded\"")) {
            assertThat(System.nanoTime())
                    .as("the sample organisation is loaded")
                    .isLessThan(deadline);
            Thread.sleep(500);
        }
        page.context().close();
    }

    private static String sampleState(Page page) {
        return page.request()
                .get(
                        "/api/v1/sample-organisation",
                        RequestOptions.create().setHeader("Authorization", "Bearer " + ServiceProcess.TOKEN))
                .text();
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    @Order(1)
    void everyLinkLeadsSomewhere() {
        Page page = browser.administrator(WIDE, HEIGHT, ColorScheme.LIGHT);
        List<String> dead = new ArrayList<>();

        List<String> links = Addresses.from(page, "/").links();
        for (String link : links) {
            APIResponse answer = page.request().get(link.replaceFirst("#.*", ""));
            String place = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
            if (answer.status() != 200
                    || !place.isEmpty()
                            && !answer.text()
                                    .contains("id=\"" + URLDecoder.decode(place, StandardCharsets.UTF_8) + "\"")) {
                dead.add(answer.status() + " " + link);
            }
        }

        assertThat(links).hasSizeGreaterThan(100);
        assertThat(dead).isEmpty();
        page.context().close();
    }

    @Test
    @Order(2)
    void everyPageIsSoundInLightAndDarkWideAndNarrow() {
        Page page = browser.administrator(WIDE, HEIGHT, ColorScheme.LIGHT);
        List<String> pages = Addresses.from(page, "/").pages();
        page.context().close();

        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(faults(pages)).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    private static List<String> faults(List<String> pages) {
        List<String> faults = new ArrayList<>();
        look(pages, WIDE, ColorScheme.LIGHT, faults);
        look(pages, NARROW, ColorScheme.DARK, faults);
        return faults;
    }

    private static void look(List<String> pages, int width, ColorScheme scheme, List<String> faults) {
        Page page = browser.administrator(width, HEIGHT, scheme);
        for (String address : pages) {
            Response response = page.navigate(address);
            List<String> found = new ArrayList<>();
            if (response == null || response.status() != 200) {
                found.add("is not there");
            }
            if (page.locator("h1").count() != 1) {
                found.add("has not one heading");
            }
            if (asks(page, "document.documentElement.scrollWidth > document.documentElement.clientWidth")) {
                found.add("scrolls sideways");
            }
            if (asks(page, "[...document.images].some(image => !image.complete || !image.naturalWidth)")) {
                found.add("lacks an image");
            }
            if (asks(
                    page,
                    "document.fonts.ready.then(() => [...document.querySelectorAll('i.ti')]"
                            + ".some(icon => ['none', 'normal'].includes(getComputedStyle(icon, '::before').content)))")) {
                found.add("lacks an icon");
            }
            found.addAll(violations(page));
            found.forEach(fault -> faults.add("%s at %d pixels, %s: %s".formatted(address, width, scheme, fault)));
        }
        page.context().close();
    }

    private static boolean asks(Page page, String question) {
        return Boolean.TRUE.equals(page.evaluate(question));
    }

    /** What axe-core finds against WCAG 2.2, levels A and AA. */
    private static List<String> violations(Page page) {
        page.evaluate(axe);
        List<?> found = (List<?>) page.evaluate("axe.run(" + RULES_OF_AXE + ").then(result => result.violations"
                + ".map(rule => rule.id + ' ' + rule.nodes[0].html.slice(0, 200)))");
        return found.stream().map(Object::toString).toList();
    }

    @Test
    @Order(3)
    void thePicturesOfTheDocumentationCanBeMade() throws IOException {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page page = browser.administrator(WIDE, HEIGHT, scheme);
            picture(page, "/", "home", scheme);
            picture(page, "/findings?severity=high", "findings", scheme);
            picture(page, first(page, "/findings?kind=rule&severity=high"), "finding", scheme);
            String evidence = page.locator("#evidence").getAttribute("href");
            picture(page, evidence, "session", scheme);
            picture(page, first(page, "/endpoints?q=nr-dev-206"), "endpoint", scheme);
            picture(page, "/layers", "layers", scheme);
            picture(page, "/controls/L04-02", "control", scheme);
            picture(page, "/frameworks/owasp-agentic-top10", "framework", scheme);
            page.context().close();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private static String first(Page page, String list) {
        page.navigate(list);
        return page.locator("tr[data-href] a.ef-title").first().getAttribute("href");
    }

    /** Kept only when asked for: they change with the day on which they are made. */
    private static void picture(Page page, String address, String name, ColorScheme scheme) throws IOException {
        page.navigate(address);
        page.evaluate("document.fonts.ready");
        byte[] picture = page.screenshot();
        assertThat(picture).as(name).hasSizeLessThan(LARGEST_PICTURE);
        if (System.getProperty("screenshots") != null) {
            String theme = scheme.toString().toLowerCase(Locale.ROOT);
            Path images = Files.createDirectories(Path.of("docs", "images"));
            Files.write(images.resolve(name + "-" + theme + ".png"), picture);
        }
    }

    @Test
    @Order(4)
    void theSampleOrganisationIsNamedOnEveryPageAndGoesWhenAsked() {
        Page page = browser.administrator(WIDE, HEIGHT, ColorScheme.LIGHT);
        page.navigate("/rules");
        Locator remove = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Remove it"));

        remove.click();
        assertThat(page.locator("h1")).hasText("Remove the sample organisation");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove for good"))
                .click();

        page.waitForURL(url -> !url.contains("sample-organisation"));
        assertThat(page.locator("h1")).hasText("Where we stand");
        assertThat(page.locator(".ef-banner")).hasCount(0);
        assertThat(sampleState(page)).contains("\"removed\"");
        page.context().close();
    }

    @Test
    @Order(5)
    void withoutAnyDataEveryPageIsSoundToo() {
        Page page = browser.administrator(WIDE, HEIGHT, ColorScheme.LIGHT);
        List<String> pages = Addresses.from(page, "/").pages();
        page.context().close();

        assertThat(faults(pages)).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }
}
