package io.elevenfold.activity;

import java.util.Set;

/** Paths whose meaning is the same on every machine. */
public final class KnownPaths {

    private static final Set<String> SECRET_NAMES = Set.of(
            ".env",
            ".netrc",
            "_netrc",
            ".npmrc",
            ".pypirc",
            ".pgpass",
            ".my.cnf",
            ".git-credentials",
            ".vault-token",
            ".dockercfg",
            "id_rsa",
            "id_dsa",
            "id_ecdsa",
            "id_ed25519",
            ".htpasswd",
            "credentials.json",
            "auth.json",
            "oauth_creds.json",
            "application_default_credentials.json",
            "kubeconfig",
            "shadow",
            "gshadow",
            "secrets.yaml",
            "secrets.yml",
            "secrets.json",
            "login.keychain-db",
            "cookies.sqlite",
            "logins.json");
    private static final Affixes SECRET_ENDS = Affixes.ends(
            "/.aws/credentials",
            "/.docker/config.json",
            "/.kube/config",
            "/.config/gh/hosts.yml",
            "/.m2/settings.xml",
            "/.cargo/credentials.toml",
            "/.azure/accesstokens.json",
            ".pem",
            ".p12",
            ".pfx",
            ".keystore",
            ".jks",
            ".kdbx",
            "/serviceaccount/token");
    private static final Set<String> HARMLESS_ENV =
            Set.of(".env.example", ".env.sample", ".env.template", ".env.dist", ".env.defaults", ".env.schema");
    private static final Set<String> START_FILES = Set.of(
            ".bashrc",
            ".bash_profile",
            ".bash_login",
            ".bash_logout",
            ".profile",
            ".zshrc",
            ".zprofile",
            ".zshenv",
            ".zlogin",
            ".shrc",
            ".kshrc",
            ".cshrc",
            ".tcshrc",
            "config.fish",
            "authorized_keys",
            "rc.local");
    private static final String[] START_FOLDERS = {
        "/etc/cron", "/var/spool/cron", "/etc/profile.d/", "/etc/systemd/", "/.config/systemd/user/",
        "/library/launchagents/", "/library/launchdaemons/", "/.config/autostart/", "/etc/init.d/", ".git/hooks/",
        "/start menu/programs/startup/"
    };
    private static final String[] CONTROL_FOLDERS = {
        ".claude/",
        ".codex/",
        ".gemini/",
        ".cursor/",
        ".copilot/",
        ".github/copilot/",
        ".github/hooks/",
        ".windsurf/",
        "/etc/claude-code/",
        "/etc/codex/",
        "/etc/gemini-cli/",
        "/etc/github-copilot/",
        "/etc/cursor/"
    };
    private static final Set<String> CONTROL_NAMES = Set.of(
            "claude.md",
            "agents.md",
            "gemini.md",
            ".mcp.json",
            "mcp.json",
            ".cursorrules",
            ".windsurfrules",
            "copilot-instructions.md",
            ".claude.json",
            "managed-settings.json",
            "opencode.json");

    private KnownPaths() {}

    /** Whether the file is one in which credentials usually lie. */
    public static boolean isSecret(FoldedPath path) {
        String name = path.name();
        if (SECRET_NAMES.contains(name) || (name.startsWith(".env.") && !HARMLESS_ENV.contains(name))) {
            return true;
        }
        return SECRET_ENDS.anyOf(path.text())
                || path.startsWith("/run/secrets/")
                || (path.hasDotInFolder() && path.contains(".ssh/") && !name.endsWith(".pub"));
    }

    /** Whether the file steers an agent: settings, hooks, instructions, tool servers. */
    public static boolean isAgentControl(FoldedPath path) {
        return CONTROL_NAMES.contains(path.name())
                || ((path.hasDotInFolder() || path.contains("/etc/")) && containsAny(path, CONTROL_FOLDERS));
    }

    /** Whether what stands in the file runs later without being asked for. */
    public static boolean runsByItself(FoldedPath path) {
        return START_FILES.contains(path.name()) || (mayStart(path) && containsAny(path, START_FOLDERS));
    }

    private static boolean mayStart(FoldedPath path) {
        return path.hasDotInFolder()
                || path.contains("/etc/")
                || path.contains("/library/launch")
                || path.contains("/spool/cron")
                || path.contains("/start menu/");
    }

    private static boolean containsAny(FoldedPath path, String[] parts) {
        for (String part : parts) {
            if (path.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
