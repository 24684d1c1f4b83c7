package io.elevenfold.ingest.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.ingest.otlp.DecodeLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single texts tell: addresses, commands, patches, tool names; and that the tables speak the model's words. */
class NativeWordsTest {

    private static final Set<String> KINDS = Set.of(
            "session_start session_end turn_end prompt response model_call tool_decision shell_exec file_read file_write file_search network mcp_call tool_call skill subagent hook edit_review config_change mode_change extension_install mcp_connection inventory auth sandbox compaction vcs_change feedback error other"
                    .split(" "));

    @Test
    void theTablesUseTheModelsWordsOnly() {
        for (String path : List.of("/ingest/events.csv", "/ingest/hooks.csv")) {
            for (Map<String, String> row : ResourceTable.read(path)) {
                String action = row.get("action");
                assertThat(row.get("event").equals("*common")
                                || KINDS.contains(action)
                                || action.startsWith("@")
                                || action.equals("-duplicate")
                                || action.equals("-internal"))
                        .as(row.toString())
                        .isTrue();
                assertThat(Set.of("", "requested", "decided", "started", "completed"))
                        .contains(row.get("phase"));
            }
        }
        assertThat(ResourceTable.read("/ingest/tools.csv")).isNotEmpty().allSatisfy(row -> assertThat(KINDS)
                .contains(row.get("kind")));
        assertThat(ResourceTable.read("/ingest/decisions.csv")).isNotEmpty().allSatisfy(row -> {
            assertThat(Set.of("allow", "deny", "ask", "modify", "abort", "timeout"))
                    .contains(row.get("outcome"));
            assertThat(Set.of("human", "policy", "hook", "reviewer", "auto", "unknown"))
                    .contains(row.get("source"));
            assertThat(Set.of("", "once", "session", "permanent", "once_or_session", "session_or_permanent"))
                    .contains(row.get("scope"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    https://Example.com/docs | example.com
                    http://127.0.0.1:8099/site | 127.0.0.1
                    https://user:pass@evil.example:443?q=@good.example | evil.example
                    https://good.example\\@evil.example/ | good.example
                    https://[2001:DB8::1]:8080/ | 2001:db8::1
                    ftp://host | host
                    mailto:x@y | -
                    https:// | -
                    https://[broken | -
                    nothing | -
                    """)
    void theDomainIsTheHost(String url, String domain) {
        assertThat(Urls.domain(url)).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "https://token@github.com/a/b.git, https://github.com/a/b.git",
        "https://u:p@w@github.com/a/b, https://github.com/a/b",
        "git@github.com:a/b.git, git@github.com:a/b.git",
        "https://github.com/a@b, https://github.com/a@b"
    })
    void credentialsLeaveARepositorysAddress(String url, String clean) {
        assertThat(Urls.withoutCredentials(url)).isEqualTo(clean);
    }

    @Test
    void anAddressIsFoundInASentence() {
        assertThat(Urls.first("Summarise (https://example.com/a,b) now.")).isEqualTo("https://example.com/a,b");
        assertThat(Urls.first("the httpd at http://x.example.")).isEqualTo("http://x.example");
        assertThat(Urls.first("no address, httpx")).isNull();
    }

    @Test
    void aRepositorysAddressNamesOwnerAndName() {
        assertThat(Urls.repository("git@github.com:acme/shop.git")).containsExactly("acme", "shop");
        assertThat(Urls.repository("https://host/group/sub/project/")).containsExactly("sub", "project");
        assertThat(Urls.repository("shop")).isNull();
        assertThat(Urls.repository("/")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    npm install left-pad | npm
                    FOO=1 BAR=2 /usr/bin/curl -s x | curl
                    (cd x; ls) | -
                    "C:\\tools\\git.exe" push | git.exe
                    curl;sh | curl
                    FOO=1 | -
                    """)
    void theProgramIsTheFirstWord(String command, String program) {
        assertThat(CommandText.executable(command)).isEqualTo(program);
    }

    @Test
    void aPatchNamesItsFiles() {
        String patch =
                "*** Begin Patch\n*** Add File: a b.md\n+*** Update File: no.md\n*** Update File: x\n*** Move to: y\n*** Delete File: z\n*** End Patch";

        assertThat(CommandText.patchedFiles(patch)).containsExactly("a b.md", "x", "y", "z");
    }

    @Test
    void anExitCodeIsReadOnlyWhereTheAgentWritesIt() {
        assertThat(CommandText.codexExitCode("Chunk ID: 1\nProcess exited with code 3\nOutput:\n"))
                .isEqualTo(3);
        assertThat(CommandText.codexExitCode("Exit code: 0\nWall time: 0 seconds\nOutput:\n"))
                .isZero();
        assertThat(CommandText.codexExitCode("Wall time: 1\nOutput:\nProcess exited with code 9"))
                .isNull();
        assertThat(CommandText.trailingExitCode("exit code 9\nx\n<exited with exit code 0>"))
                .isZero();
        assertThat(CommandText.trailingExitCode("x\nExit Code: 130")).isEqualTo(130);
        assertThat(CommandText.trailingExitCode("nothing")).isNull();
        assertThat(CommandText.leadingExitCode("Exit code 3\nError")).isEqualTo(3);
        assertThat(CommandText.leadingExitCode("Exit code many")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "CLAUDE_CODE, mcp__github__create_issue, mcp_call, create_issue, github",
                "CLAUDE_CODE, mcp__a_b__c__d, mcp_call, c__d, a_b",
                "CLAUDE_CODE, mcp__broken, mcp_call, mcp__broken, -",
                "CLAUDE_CODE, Teleport, tool_call, Teleport, -",
                "CODEX, mcp__demo__lookup_ticket, mcp_call, lookup_ticket, demo",
                "COPILOT_CLI, demo-lookup_ticket, mcp_call, lookup_ticket, demo",
                "COPILOT_CLI, demo/lookup_ticket, mcp_call, lookup_ticket, demo",
                "COPILOT_CLI, github-mcp-server-list_issues, mcp_call, list_issues, github-mcp-server",
                "COPILOT_CLI, report_intent, tool_call, report_intent, -",
                "GEMINI_CLI, mcp_demo_lookup_ticket, mcp_call, lookup_ticket, demo",
                "VSCODE_COPILOT, read_file, file_read, read_file, -",
                "CURSOR, MCP:create_issue, mcp_call, create_issue, -",
                "OTHER, Bash, tool_call, Bash, -"
            })
    void aToolsNameTellsKindAndServer(Product product, String name, String kind, String tool, String server) {
        ToolUse use = ToolUse.of(product, name);

        assertThat(use.kind()).isEqualTo(kind);
        assertThat(use.name()).isEqualTo(tool);
        assertThat(use.server()).isEqualTo(server);
    }

    @Test
    void aTargetIsReadFromListsAndNestedArguments() {
        assertThat(Tool.of("shell_exec", "process.command_line", "command")
                        .targetIn(Map.of("command", List.of("bash", "-lc", "ls -la"))))
                .isEqualTo("ls -la");
        assertThat(Tool.of("shell_exec", "process.command_line", "command")
                        .targetIn(Map.of("command", List.of("git", "status"))))
                .isEqualTo("git status");
        assertThat(Tool.of("file_write", "file.path", "replacements.filePath")
                        .targetIn(Map.of("replacements", List.of(Map.of("filePath", "a"), Map.of("filePath", "b")))))
                .isEqualTo(List.of("a", "b"));
        assertThat(Tool.of("network", "url.full", "urls|url").targetIn(Map.of("url", "https://x")))
                .isEqualTo("https://x");
        assertThat(Tool.of("network", "url.full", "urls|url").targetIn("text")).isNull();
    }

    @Test
    void jsonThatWasCutOffIsNoJson() {
        assertThat(JsonText.parse("{\"a\":[1,2.5,true,null,\"x\"]}", DecodeLimits.defaults()))
                .isEqualTo(Map.of("a", List.of(1L, 2.5, true, "x")));
        assertThat(JsonText.parse("{\"full_command\":\"aaaa", DecodeLimits.defaults()))
                .isNull();
        assertThat(JsonText.parse("{} trailing", DecodeLimits.defaults())).isNull();
        assertThat(JsonText.parse("", DecodeLimits.defaults())).isNull();
        assertThat(JsonText.parse("[".repeat(100_000), DecodeLimits.defaults())).isNull();
    }

    @Test
    void textsAreReadAsWhatTheyMean() {
        Attributes attributes = new Attributes(Map.of(
                "n", "21", "d", 21.7, "t", "true", "b", false, "e", "", "x", "soon", "i", "Infinity", "h", "0x1p3"));

        assertThat(attributes.number("n")).isEqualTo(21);
        assertThat(attributes.number("d")).isEqualTo(21);
        assertThat(attributes.truth("t")).isTrue();
        assertThat(attributes.truth("b")).isFalse();
        assertThat(attributes.text("e")).isNull();
        assertThat(attributes.number("x")).isNull();
        assertThat(attributes.number("i")).isNull();
        assertThat(attributes.truth("n")).isNull();
        assertThat(Attributes.millis("1.5")).isEqualTo(1_500_000);
        assertThat(Attributes.millis(-1L)).isNull();
        assertThat(Attributes.millis("9e18")).isNull();
    }
}
