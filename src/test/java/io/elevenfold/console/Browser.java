package io.elevenfold.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.elevenfold.testing.KnownAdministrator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Chromium of the machine, with all that it complains about. */
final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    private final String house;
    private final List<String> complaints = new ArrayList<>();
    private List<Cookie> session = List.of();

    /** @param house where the service answers, without a slash at the end */
    Browser(String house) {
        this.house = house;
    }

    static boolean isThere() {
        return Files.isExecutable(CHROMIUM);
    }

    /** A page of a person who has not signed in. */
    Page stranger(int width, int height, ColorScheme scheme) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(house)
                .setViewportSize(width, height)
                .setColorScheme(scheme));
        context.addCookies(session);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /** A page of the administrator, who signed in once. */
    Page administrator(int width, int height, ColorScheme scheme) {
        if (session.isEmpty()) {
            Page door = stranger(width, height, scheme);
            signIn(door);
            session = door.context().cookies();
            door.context().close();
        }
        return stranger(width, height, scheme);
    }

    static void signIn(Page page) {
        signIn(page, "admin", KnownAdministrator.PASSWORD);
    }

    static void signIn(Page page, String user, String password) {
        page.navigate("/sign-in");
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill(password);
        page.locator("form button").click();
        page.waitForURL(url -> !url.contains("sign-in") && !url.contains("j_security_check"));
    }

    /** What scripts and policies complained about since the last time that somebody asked. */
    List<String> complaints() {
        List<String> since = List.copyOf(complaints);
        complaints.clear();
        return since;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
