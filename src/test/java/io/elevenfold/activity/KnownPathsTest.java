package io.elevenfold.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".env",
                "C:\\work\\.env.local",
                "/home/dev/.ssh/id_ed25519",
                "/home/dev/.ssh/work",
                "certs/Server.PEM",
                "/home/dev/.aws/credentials",
                "/run/secrets/database"
            })
    void credentialsAreKnownWhereverTheyLie(String path) {
        assertThat(KnownPaths.isSecret(FoldedPath.of(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "em", ".env.example", "src/environment.ts", "/home/dev/.ssh/id_ed25519.pub", "pem"})
    void otherPathsAreNoCredentials(String path) {
        assertThat(KnownPaths.isSecret(FoldedPath.of(path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".claude/settings.json", "/etc/codex/config.toml", "docs/AGENTS.md", "~/.cursor/mcp.json"})
    void whatSteersAnAgentIsKnown(String path) {
        assertThat(KnownPaths.isAgentControl(FoldedPath.of(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~/.bashrc", "/etc/cron.d/job", ".git/hooks/pre-commit", "/var/spool/cron/root"})
    void whatRunsByItselfIsKnown(String path) {
        assertThat(KnownPaths.runsByItself(FoldedPath.of(path))).isTrue();
    }
}
