package io.elevenfold.detection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What kind of place a host is, told from its name alone: nothing is looked up. */
final class HostClass {

    private static final int MOST = 64;
    private static final Set<String> METADATA = Set.of(
            "169.254.169.254",
            "169.254.170.2",
            "fd00:ec2::254",
            "metadata.google.internal",
            "100.100.100.200",
            "metadata",
            "instance-data");
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "0.0.0.0", "host.docker.internal");
    private static final Set<String> DROPS = Set.of(
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
    private static final Set<String> REGISTRIES = Set.of(
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
    private static final Set<String> FORGES = Set.of(
            "github.com", "githubusercontent.com", "gitlab.com", "bitbucket.org", "codeberg.org", "dev.azure.com");

    private HostClass() {}

    static List<String> of(Collection<String> hosts) {
        if (hosts.isEmpty()) {
            return List.of();
        }
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
        if (isDotted(host) || host.indexOf(':') >= 0) {
            boolean isPrivate = isPrivate(host) || host.startsWith("fe80:") || host.startsWith("fd");
            return isPrivate ? "internal" : "address";
        }
        boolean internal = host.indexOf('.') < 0
                || host.endsWith(".internal")
                || host.endsWith(".local")
                || host.endsWith(".lan")
                || host.endsWith(".corp");
        return internal ? "internal" : "unknown";
    }

    /** Four groups of one to three digits. */
    private static boolean isDotted(String host) {
        int groups = 1;
        int digits = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.' && digits > 0) {
                groups++;
                digits = 0;
            } else if (c < '0' || c > '9' || ++digits > 3) {
                return false;
            }
        }
        return groups == 4 && digits > 0;
    }

    private static boolean isPrivate(String host) {
        if (host.startsWith("10.") || host.startsWith("192.168.") || host.startsWith("169.254.")) {
            return true;
        }
        if (!host.startsWith("172.") || host.indexOf('.', 4) != 6) {
            return false;
        }
        String second = host.substring(4, 6);
        return second.compareTo("16") >= 0 && second.compareTo("31") <= 0;
    }

    /** Whether the host is one of the domains or lies below one. */
    private static boolean isWithin(String host, Set<String> domains) {
        String rest = host;
        while (!domains.contains(rest)) {
            int dot = rest.indexOf('.');
            if (dot < 0) {
                return false;
            }
            rest = rest.substring(dot + 1);
        }
        return true;
    }
}
