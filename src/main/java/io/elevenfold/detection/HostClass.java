package io.elevenfold.detection;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What kind of place a host is, told from its name alone: nothing is looked up. */
final class HostClass {

    private static final int MOST = 64;
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern PRIVATE = Pattern.compile("(10|192\\.168|172\\.(1[6-9]|2\\d|3[01])|169\\.254)\\..*");
    private static final Set<String> METADATA = Set.of(
            "169.254.169.254",
            "169.254.170.2",
            "fd00:ec2::254",
            "metadata.google.internal",
            "100.100.100.200",
            "metadata",
            "instance-data");
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "0.0.0.0", "host.docker.internal");
    private static final List<String> DROPS = List.of(
            "webhook.site",
            "requestbin.com",
            "requestbin.net",
            "pipedream.net",
            "requestcatcher.com",
            "beeceptor.com",
            "interact.sh",
            "oast.fun",
            "oast.pro",
            "oast.live",
            "oast.site",
            "oast.online",
            "oast.me",
            "oastify.com",
            "burpcollaborator.net",
            "canarytokens.com",
            "transfer.sh",
            "file.io",
            "bashupload.com",
            "0x0.st",
            "temp.sh",
            "gofile.io",
            "anonfiles.com",
            "pastebin.com",
            "paste.ee",
            "hastebin.com",
            "termbin.com",
            "dpaste.com",
            "dpaste.org",
            "ix.io",
            "catbox.moe",
            "ngrok.io",
            "ngrok-free.app",
            "ngrok.app",
            "trycloudflare.com",
            "serveo.net",
            "localhost.run",
            "loca.lt",
            "rentry.co",
            "dnslog.cn",
            "ceye.io",
            "telebit.io",
            "pagekite.me",
            "zrok.io");
    private static final List<String> REGISTRIES = List.of(
            "npmjs.org",
            "yarnpkg.com",
            "pypi.org",
            "pythonhosted.org",
            "crates.io",
            "rubygems.org",
            "golang.org",
            "maven.org",
            "maven.apache.org",
            "packagist.org",
            "debian.org",
            "ubuntu.com",
            "docker.io",
            "ghcr.io");
    private static final List<String> FORGES = List.of(
            "github.com", "githubusercontent.com", "gitlab.com", "bitbucket.org", "codeberg.org", "dev.azure.com");

    private HostClass() {}

    static List<String> of(Collection<String> hosts) {
        Set<String> classes = new LinkedHashSet<>();
        int looked = 0;
        for (String each : hosts) {
            if (++looked > MOST) {
                break;
            }
            String host = each.toLowerCase(Locale.ROOT);
            classes.add(classOf(host.endsWith(".") ? host.substring(0, host.length() - 1) : host));
        }
        return new ArrayList<>(classes);
    }

    private static String classOf(String host) {
        if (METADATA.contains(host)) {
            return "metadata";
        }
        if (LOOPBACK.contains(host) || host.startsWith("127.") || host.endsWith(".localhost")) {
            return "loopback";
        }
        if (isWithin(host, DROPS)) {
            return "paste_or_tunnel";
        }
        if (isWithin(host, REGISTRIES)) {
            return "registry";
        }
        if (isWithin(host, FORGES)) {
            return "vcs";
        }
        boolean isAddress = ADDRESS.matcher(host).matches() || host.indexOf(':') >= 0;
        if (isAddress) {
            boolean isPrivate = PRIVATE.matcher(host).matches() || host.startsWith("fe80:") || host.startsWith("fd");
            return isPrivate ? "internal" : "address";
        }
        boolean internal = host.indexOf('.') < 0
                || host.endsWith(".internal")
                || host.endsWith(".local")
                || host.endsWith(".lan")
                || host.endsWith(".corp");
        return internal ? "internal" : "unknown";
    }

    private static boolean isWithin(String host, List<String> domains) {
        for (String domain : domains) {
            if (host.equals(domain)
                    || (host.endsWith(domain) && host.charAt(host.length() - domain.length() - 1) == '.')) {
                return true;
            }
        }
        return false;
    }
}
