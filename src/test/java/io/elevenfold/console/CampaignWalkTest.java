package io.elevenfold.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.elevenfold.identity.Accounts;
import io.elevenfold.identity.People;
import io.elevenfold.identity.PersonView;
import io.elevenfold.identity.Role;
import io.elevenfold.platform.Sql;
import io.elevenfold.policy.CampaignClock;
import io.elevenfold.policy.quiz.Question;
import io.elevenfold.policy.quiz.QuizCatalog;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.elevenfold.testing.ReceiptVerifier;
import io.elevenfold.testing.SmtpReceiver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A campaign from the policy's first draft until everybody has signed, and what two later versions do to it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
@QuarkusTestResource(value = SmtpReceiver.class, restrictToAnnotatedClass = true)
@EnabledIf("io.elevenfold.console.Browser#isThere")
class CampaignWalkTest {

    private static final String PASSWORD = "a long enough password";
    private static final Path SHOTS = Path.of("target", "screenshots");

    @TestHTTPResource("/")
    URI house;

    @Inject
    People people;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @Inject
    CampaignClock clock;

    @Inject
    QuizCatalog quizzes;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String team = "Walkers " + run;
    private Browser browser;

    @Test
    void fromTheDraftToEverybodyAndAgainAfterAMaterialChange() {
        browser = new Browser(house.toString().replaceAll("/$", ""));
        try {
            walk();
            assertThat(browser.complaints()).isEmpty();
        } finally {
            browser.close();
        }
    }

    private void walk() {
        Page ada = person("ada", Role.CISO, null);
        Page ben = person("ben", Role.SECURITY, null);
        Page cleo = person("cleo", Role.DEVELOPER, team);
        Page dan = person("dan", Role.DEVELOPER, team);
        Page eve = person("eve", Role.DEVELOPER, team);
        sql.update(
                "update person set manager_id = (select id from person where email = ?) where email = ?",
                List.of(address("ben"), address("eve")));

        String policy = publish(ada, ben);
        String campaign = startCampaign(ada);
        Instant start = Instant.now();
        clock.tick(start);
        for (String name : List.of("cleo", "dan", "eve")) {
            assertThat(SmtpReceiver.mailTo(address(name))).hasSize(1);
        }
        assertThat(SmtpReceiver.mailTo(address("cleo")).get(0)).contains("Please read and sign: Acceptable use", "/me");

        failTheQuiz(cleo, policy);
        sign(cleo, policy);
        clock.tick(start.plus(Duration.ofDays(8)));
        assertThat(SmtpReceiver.mailTo(address("cleo"))).hasSize(1);
        assertThat(SmtpReceiver.mailTo(address("dan"))).hasSize(2);
        assertThat(SmtpReceiver.mailTo(address("dan")).get(1)).startsWith("Reminder: ");

        clock.tick(start.plus(Duration.ofDays(20)));
        assertThat(SmtpReceiver.mailTo(address("ben"))).hasSize(1);
        assertThat(SmtpReceiver.mailTo(address("ben")).get(0))
                .startsWith("Overdue in your team")
                .contains("eve " + run)
                .doesNotContain("dan " + run);

        ada.navigate(campaign);
        assertThat(ada.locator("#percent")).hasText("33 %");
        sign(dan, policy);
        sign(eve, policy);
        ada.navigate(campaign);
        assertThat(ada.locator("#percent")).hasText("100 %");
        shoot(ada, "campaign", campaign);

        nextVersion(ada, ben, policy, "Corrected a typing error", false);
        clock.tick(start.plus(Duration.ofDays(21)));
        ada.navigate(campaign);
        assertThat(ada.locator("#percent")).hasText("100 %");
        assertThat(SmtpReceiver.mailTo(address("cleo"))).hasSize(1);

        nextVersion(ada, ben, policy, "Agents may not touch production", true);
        clock.tick(start.plus(Duration.ofDays(22)));
        ada.navigate(campaign);
        assertThat(ada.locator("#percent")).hasText("0 %");
        assertThat(SmtpReceiver.mailTo(address("cleo"))).hasSize(2);
        cleo.navigate("/me");
        assertThat(cleo.locator("h1")).hasText("You have 1 thing to do");
        assertThat(cleo.locator("main")).containsText("Agents may not touch production");
        shoot(cleo, "me", "/me");
        shoot(cleo, "read", policy.replace("/policies/", "/me/policies/"));
        cleo.navigate(policy.replace("/policies/", "/me/policies/"));
        cleo.locator("summary").getByText("What changed").click();
        assertThat(cleo.locator(".ef-difference ins").first()).isVisible();
        sign(cleo, policy);
        ada.navigate(campaign);
        assertThat(ada.locator("#percent")).hasText("33 %");
    }

    private String publish(Page author, Page approver) {
        shoot(author, "policies", "/policies");
        author.navigate("/policies/new?from=acceptable-use");
        button(author, "Save the draft").click();
        author.waitForURL("**/policies/*-*");
        String policy = URI.create(author.url()).getPath();
        assertThat(author.locator("main")).containsText("Somebody other than the author approves it.");
        assertThat(button(author, "Approve this version")).hasCount(0);
        approver.navigate(policy);
        button(approver, "Approve this version").click();
        assertThat(approver.locator("main")).containsText("In force");
        shoot(approver, "policy", policy);
        return policy;
    }

    private String startCampaign(Page author) {
        author.locator("body").click();
        author.reload();
        author.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Ask people to sign"))
                .click();
        author.getByLabel("Teams").fill(team);
        button(author, "Count again").click();
        assertThat(author.locator("main")).containsText("3 people now.");
        author.getByLabel("Name").fill("Walk " + run);
        author.getByLabel("From").fill("00:00");
        author.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).fill("00:00");
        author.getByLabel("Quiet on Saturdays").uncheck();
        shoot(author, "campaign-new", "/campaigns/new");
        author.goBack();
        author.getByLabel("Teams").fill(team);
        author.getByLabel("Name").fill("Walk " + run);
        author.getByLabel("From").fill("00:00");
        author.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).fill("00:00");
        author.getByLabel("Quiet on Saturdays").uncheck();
        button(author, "Start the campaign").click();
        author.waitForURL("**/campaigns/*-*");
        return URI.create(author.url()).getPath();
    }

    private void nextVersion(Page author, Page approver, String policy, String note, boolean material) {
        author.navigate(policy + "/draft");
        Locator text = author.getByLabel("Text (Markdown)");
        text.fill(text.inputValue().replace("We use", "All of us use") + "\n\nNote: " + note + ".\n");
        author.getByLabel("What changed").fill(note);
        author.getByLabel(material ? "Everybody: a material change" : "Nobody: a correction")
                .check();
        button(author, "Save the draft").click();
        author.waitForURL("**/versions/*");
        String draft = URI.create(author.url()).getPath();
        approver.navigate(draft);
        approver.getByText("Compare with version").click();
        assertThat(approver.locator(".ef-difference [data-state=added]").first())
                .isVisible();
        shoot(
                approver,
                "difference",
                URI.create(approver.url()).getPath() + "?"
                        + URI.create(approver.url()).getQuery());
        approver.navigate(draft);
        button(approver, "Approve this version").click();
        approver.waitForURL("**" + policy);
    }

    private void failTheQuiz(Page page, String policy) {
        read(page, policy);
        assertThat(page.locator("h1")).hasText("Three minutes on agent risks");
        shoot(page, "quiz", URI.create(page.url()).getPath());
        answer(page, false);
        assertThat(page.locator("h1")).hasText("Not yet: 0 of 6");
        assertThat(page.locator("main")).containsText("Right is");
    }

    private void sign(Page page, String policy) {
        read(page, policy);
        if (page.url().endsWith("/quiz")) {
            answer(page, true);
            assertThat(page.locator("h1")).hasText("Passed: 6 of 6");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Go to the signature"))
                    .click();
        }
        shoot(page, "sign", URI.create(page.url()).getPath());
        page.getByLabel("I have read this policy").check();
        button(page, "Sign").click();
        assertThat(page.locator("h1")).hasText("Signed");
        String receipt = URI.create(page.url()).getPath();
        shoot(page, "receipt", receipt);
        byte[] json = page.request().get(receipt + "/receipt.json").body();
        ReceiptVerifier.verify(json);
        byte[] pdf = page.request().get(receipt + "/receipt.pdf").body();
        assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
    }

    private static void read(Page page, String policy) {
        page.navigate(policy.replace("/policies/", "/me/policies/"));
        for (int i = 0; i < 40 && button(page, "I have read this section").count() > 0; i++) {
            if (page.locator(".ef-steps li:not([data-state=done])").count() == 0) {
                page.navigate(policy.replace("/policies/", "/me/policies/") + "/signature");
                return;
            }
            button(page, "I have read this section").click();
            page.waitForLoadState();
        }
    }

    private void answer(Page page, boolean isRight) {
        for (Question question : quizzes.find("agent-risks").orElseThrow().questions()) {
            int wanted = isRight
                    ? question.correct()
                    : (question.correct() + 1) % question.options().size();
            Locator option = page.locator("input[name='%s'][value='%d']".formatted(question.id(), wanted));
            if (option.count() > 0) {
                option.check();
            }
        }
        button(page, "Submit the answers").click();
    }

    private Page person(String name, Role role, String team) {
        PersonView person = people.withEmail(address(name), name + " " + run, team, false);
        sql.update("update person set role = ? where id = ?", List.of(role.word(), person.id()));
        accounts.create(name + run, PASSWORD, role, person.id());
        Page page = browser.stranger(1440, 900, ColorScheme.LIGHT);
        Browser.signIn(page, name + run, PASSWORD);
        return page;
    }

    private String address(String name) {
        return name + "-" + run + "@example.org";
    }

    /** The page as the person sees it, in both themes, for whoever looks at the build. */
    private void shoot(Page page, String name, String path) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1440, 380)) {
                Page copy = browser.stranger(width, 900, scheme);
                BrowserContext context = copy.context();
                context.addCookies(page.context().cookies());
                copy.navigate(path);
                assertThat((Boolean) copy.evaluate(
                                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                        .as("%s fits into %d pixels", path, width)
                        .isTrue();
                copy.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(SHOTS.resolve("policy-%s-%s-%d.png"
                                .formatted(name, scheme.name().toLowerCase(java.util.Locale.ROOT), width))));
                context.close();
            }
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
