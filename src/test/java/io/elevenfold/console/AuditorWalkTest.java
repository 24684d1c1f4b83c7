package io.elevenfold.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.elevenfold.evidence.verify.PackageVerifier;
import io.elevenfold.identity.Accounts;
import io.elevenfold.identity.Role;
import io.elevenfold.testing.Enrolled;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** An examination from its opening to the package that a stranger verifies, by an auditor who comes from outside. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
@EnabledIf("io.elevenfold.console.Browser#isThere")
class AuditorWalkTest {

    private static final String PASSWORD = "a long enough password";
    private static final String CONTROL = "L10-03";

    @TestHTTPResource("/")
    URI house;

    @TempDir
    Path folder;

    @Inject
    Accounts accounts;

    private final String auditor = "auditor-" + UUID.randomUUID();
    private Browser browser;

    @Test
    void fromTheOpeningToAPackageThatAStrangerVerifies() throws Exception {
        browser = new Browser(house.toString().replaceAll("/$", ""));
        try {
            walk();
            assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("403"));
        } finally {
            browser.close();
        }
    }

    private void walk() throws Exception {
        record();
        accounts.create(auditor, PASSWORD, Role.EXTERNAL_AUDITOR);
        Page admin = browser.administrator(1440, 900, ColorScheme.LIGHT);
        Page guest = browser.stranger(1440, 900, ColorScheme.DARK);
        guest.context().clearCookies();
        Browser.signIn(guest, auditor, PASSWORD);
        assertThat(guest.locator("main")).containsText("You are not admitted to any engagement at the moment");
        assertThat(guest.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Findings")))
                .hasCount(0);

        String engagement = open(admin);
        admit(admin, engagement, 2, 9);
        guest.navigate("/evidence/engagements");
        assertThat(guest.locator(".ef-alert")).containsText("Your access to this engagement begins on");
        assertThat(guest.navigate(engagement).status()).isEqualTo(403);
        assertThat(guest.locator("main")).containsText("Your access to this engagement begins on");
        admit(admin, engagement, 0, 9);

        guest.navigate("/");
        guest.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Walk of an auditor"))
                .click();
        assertThat(guest.locator("main")).containsText("Count the populations");
        button(guest, "Count populations").click();
        assertThat(guest.locator("main")).containsText("Choose a control and draw a sample");
        String sample = draw(guest, engagement);
        conclude(guest, engagement, sample);
        requests(guest, admin, engagement);
        packed(guest, engagement);

        admin.navigate(engagement + "/access");
        button(admin, "Take away").click();
        assertThat(admin.locator("main")).containsText("Revoked");
        assertThat(guest.navigate(sample).status()).isEqualTo(403);
        assertThat(guest.locator("main")).containsText("was taken away on");
        trail(admin);
    }

    private String open(Page admin) {
        admin.navigate("/evidence/engagements");
        admin.getByLabel("Name").fill("Walk of an auditor");
        admin.getByLabel("First day").fill(day(-1));
        admin.getByLabel("Last day").fill(day(0));
        admin.getByLabel("Framework").selectOption("owasp-agentic-top10 2026");
        admin.getByLabel("Scope").fill("Everything that reports");
        button(admin, "Open engagement").click();
        admin.waitForURL("**/evidence/engagements/*-*");
        return URI.create(admin.url()).getPath();
    }

    private void admit(Page admin, String engagement, int from, int to) {
        admin.navigate(engagement + "/access");
        admin.getByLabel("Name that they sign in with").fill(auditor);
        admin.getByLabel("First day").fill(day(from));
        admin.getByLabel("Last day").fill(day(to));
        button(admin, "Admit or extend").click();
        admin.waitForURL("**/access");
    }

    private String draw(Page guest, String engagement) {
        guest.navigate(engagement + "/controls/" + CONTROL);
        guest.getByLabel("Population").selectOption("activity");
        guest.getByLabel("How many").fill("3");
        guest.getByLabel("Seed").fill("walk");
        button(guest, "Draw").click();
        guest.waitForURL("**/samples/*");
        assertThat(guest.locator("main")).containsText("3 of ");
        assertThat(guest.locator("pre").first()).containsText("sha256sum");
        return URI.create(guest.url()).getPath();
    }

    private void conclude(Page guest, String engagement, String sample) {
        guest.locator("a[href*='/items/']").first().click();
        assertThat(guest.locator("main")).containsText("Proven just now");
        assertThat(guest.locator("main")).containsText("as kept when it was drawn");
        Download key = guest.waitForDownload(
                () -> guest.locator("a[href='/ledger/key.pem']").click());
        assertThat(key.suggestedFilename()).isEqualTo("ledger.pem");
        assertThat(guest.locator("main")).containsText("process.command_line");
        guest.getByLabel("Conclusion").selectOption("deviates");
        guest.getByLabel("Note").fill("Nobody approved it");
        button(guest, "Conclude").click();
        for (int i = 1; i < 3; i++) {
            guest.navigate(sample);
            button(guest, "Conclude").first().click();
        }
        assertThat(guest.locator("main")).containsText("3 of 3 concluded, 1 deviate");

        guest.navigate(engagement + "/controls/" + CONTROL);
        guest.getByLabel("Operation").selectOption("deficient");
        guest.getByLabel("Deviations").fill("One of three");
        button(guest, "Conclude").click();
        assertThat(guest.locator("#conclusion")).containsText("One of three");
        guest.navigate(engagement + "?show=deficient");
        assertThat(guest.locator("#controls")).isVisible();
        assertThat(guest.locator("tr[data-href*='/controls/']")).hasCount(1);
    }

    private void requests(Page guest, Page admin, String engagement) {
        guest.navigate(engagement + "/requests");
        guest.getByLabel("Add requests").fill("1. List of agents\n2. Minutes of the board");
        button(guest, "Add requests").click();
        assertThat(guest.locator("tr[id^='request-']")).hasCount(2);

        admin.navigate(engagement + "/requests");
        Locator second = admin.locator("#request-2");
        second.locator("summary").click();
        second.getByLabel("State").selectOption("answered");
        second.getByLabel("Owner").fill("board office");
        second.getByLabel("Answer, or what is missing").fill("attached");
        second.getByText("Save").click();
        assertThat(admin.locator("#request-2")).containsText("board office");
        admin.locator("#request-2 summary").click();
        admin.locator("#request-2 input[type=file]")
                .setInputFiles(new FilePayload("minutes.txt", "text/plain", "agreed".getBytes(StandardCharsets.UTF_8)));
        admin.locator("#request-2")
                .getByLabel("What it is and where it is from")
                .fill("minutes of March");
        admin.locator("#request-2").getByText("Add file").click();
        assertThat(admin.locator("#request-2")).containsText("minutes.txt");
    }

    private void packed(Page guest, String engagement) throws Exception {
        guest.navigate(engagement);
        guest.getByLabel("What you say about this engagement as a whole").fill("One deviation, which is told");
        button(guest, "Sign off").click();
        assertThat(guest.locator("main")).containsText("One deviation, which is told");
        String signed = guest.locator("p code").first().textContent();
        button(guest, "Make package").click();
        Locator link = guest.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Download"));
        link.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
        Download download = guest.waitForDownload(link::click);
        Path zip = folder.resolve("package.zip");
        download.saveAs(zip);

        assertThat(PackageVerifier.verify(zip).faults()).isEmpty();
        try (FileSystem inside = FileSystems.newFileSystem(zip)) {
            byte[] document = Files.readAllBytes(inside.getPath("/engagement/engagement.json"));
            assertThat(HexFormat.of()
                            .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                    .digest(document)))
                    .isEqualTo(signed);
            assertThat(text(inside, "requests.csv")).contains("board office", "engagement/files/");
            assertThat(text(inside, "controls.jsonl")).contains("One of three");
            assertThat(text(inside, "samples.jsonl")).contains("\"seed\":\"walk\"", "\"method\":\"counter\"");
            assertThat(text(inside, "custody.jsonl")).contains("engagement.sample_drawn", auditor);
            assertThat(text(inside, "access.jsonl")).contains(auditor);
            Path files = inside.getPath("/engagement/files");
            try (var all = Files.list(files)) {
                assertThat(all.map(file -> file.getFileName().toString()))
                        .singleElement()
                        .satisfies(name -> assertThat(name).endsWith("-minutes.txt"));
            }
        }
    }

    private static String text(FileSystem inside, String name) throws Exception {
        try (InputStream in = Files.newInputStream(inside.getPath("/engagement/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void trail(Page admin) {
        admin.navigate("/settings/audit-trail?actor=" + auditor);
        assertThat(admin.locator("main")).containsText("engagement.viewed");
        assertThat(admin.locator("main")).containsText("engagement.signed_off");
    }

    private static void record() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            lines.append(
                    "{\"event.action\":\"shell_exec\",\"activity.phase\":\"completed\",\"agent.product\":\"claude-code\",\"session.id\":\"walk\",\"process.command_line\":\"make %d\"}\n"
                            .formatted(i));
        }
        Enrolled.endpoint().sends(lines.toString());
    }

    private static String day(int later) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(later).toString();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
