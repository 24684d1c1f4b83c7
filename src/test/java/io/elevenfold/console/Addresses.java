package io.elevenfold.console;

import com.microsoft.playwright.Page;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be reached from some pages by links. */
final class Addresses {

    private static final int LINKS_OF_A_KIND = 12;
    private static final Pattern PARTS_OF_ONE_THING = Pattern.compile("[^/]*\\d[^/]*");

    private final Map<String, String> pages = new LinkedHashMap<>();
    private final Map<String, Set<String>> links = new LinkedHashMap<>();

    private Addresses() {}

    /** Follows one link of each kind. */
    static Addresses from(Page page, Collection<String> first) {
        Addresses addresses = new Addresses();
        Deque<String> open = new ArrayDeque<>(first);
        first.forEach(each -> addresses.pages.putIfAbsent(kind(each), each));
        while (!open.isEmpty()) {
            page.navigate(open.remove());
            for (Object each : (List<?>) page.evaluate(
                    "[...document.querySelectorAll('a[href^=\"/\"]')].map(link => link.getAttribute('href'))")) {
                String link = each.toString();
                String kind = kind(link);
                Set<String> alike = addresses.links.computeIfAbsent(kind, key -> new LinkedHashSet<>());
                if (alike.size() < LINKS_OF_A_KIND) {
                    alike.add(link);
                }
                if (!isFile(link) && addresses.pages.putIfAbsent(kind, link) == null) {
                    open.add(link);
                }
            }
        }
        return addresses;
    }

    /** Without what tells one finding from another. */
    private static String kind(String link) {
        String path = link.replaceFirst("[?#].*", "");
        return PARTS_OF_ONE_THING.matcher(path).replaceAll("*") + (link.contains("?") ? "?" : "");
    }

    /** One of each kind of page. */
    List<String> pages() {
        return List.copyOf(pages.values());
    }

    /** Some links of each kind. */
    List<String> links() {
        List<String> all = new ArrayList<>();
        links.values().forEach(all::addAll);
        return all;
    }

    /** Whether a browser saves what the link leads to, and shows no page. */
    private static boolean isFile(String link) {
        return link.contains("/export")
                || link.endsWith(".yml")
                || link.endsWith(".pem")
                || link.matches("/evidence/.*/?(proof|file(s/[^/]+)?)");
    }
}
