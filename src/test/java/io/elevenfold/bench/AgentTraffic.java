package io.elevenfold.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Decoded events as coding agents send them on an ordinary day: the fields of captured clients, filled by a grammar of
 * development work. The shares are those of real sessions: 28 % commands, 24 % reads, 16 % edits, 16 % searches, 8 %
 * prompts; results have some hundred characters. No command comes twice. The same seed gives the same events.
 */
final class AgentTraffic {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAPTURED = "/ingest/expected/%s/hooks.normalized.ndjson";
    private static final List<String> CLIENTS =
            List.of("claude-code", "codex", "gemini-cli", "windsurf", "vscode-copilot", "cursor");

    private static final String[] WORDS =
            """
            account address archive batch billing branch buffer bundle cache calendar campaign channel chart checkout
            client cluster column config contract counter customer dashboard dataset delivery device digest document
            driver editor email endpoint engine entity entry event export factory feature feed field filter folder form
            gateway graph group handler header history image import index inventory invoice item job journal label layer
            layout ledger lesson library limit link listener locale log mapper market member menu message metric
            migration model module monitor network notice number object order owner page panel parser partner payment
            period person pipeline plan player policy pool price printer product profile project provider queue quota
            rating reader receipt record region registry release report request resource response review role route
            rule sample schedule schema scope screen search section sender series server session setting shape shipment
            signal snapshot source stage state status step storage stream student subject summary table target task
            team template tenant theme ticket timeline title token topic trace transfer trigger unit update upload user
            value vendor version video view visit wallet warehouse widget window worker workflow zone
            """
                    .strip()
                    .split("\\s+");
    private static final String[] VERBS =
            "adds builds checks closes collects compares copies counts creates fetches finds formats groups joins keeps"
                    .split(" ");
    private static final String[] ENDINGS = {"ts", "tsx", "go", "py", "java", "rs", "js", "md", "json", "yaml", "css"};
    private static final String[] FOLDERS = {"src", "lib", "internal", "pkg", "app", "tests", "docs", "web", "cmd"};

    /** In a template {@code %f} is a file, {@code %d} a folder, {@code %w} a word, {@code %n} a number, {@code %s} prose. */
    private static final String[] COMMANDS = {
        "git status --short %d",
        "git diff --stat HEAD~%n -- %f",
        "git log --oneline -%n -- %f",
        "git add %f && git commit -m \"%s\"",
        "git checkout -b feature/%w-%w-%n",
        "git show %w/%w:%f | head -%n",
        "cd %d && ls -la",
        "ls %d/%w-%n 2>/dev/null || echo missing",
        "npm test -- %f --reporter=dot",
        "npm run %w:%w --workspace=%w-%n",
        "npx tsc --noEmit -p %d/tsconfig.%w.json",
        "python3 -m pytest %f -k \"%w and not %w\" -q 2>&1 | tail -%n",
        "go test ./%d/... -run Test%w%n 2>&1 | tail -30",
        "go build -o bin/%w-%n ./%d",
        "cargo test %w_%w_%n -- --nocapture",
        "mvn -q test -Dtest=%wTest#%w%n",
        "./gradlew :%w:test --tests '*%w%n*'",
        "grep -rn \"%w%n\" %d --include=*.go | head -%n",
        "rg -n '%w_%w' %d -g '!%w-%n'",
        "find %d -name '*%w%n*' | sort | head -20",
        "cat %f | head -%n",
        "sed -n '%n,2%np' %f",
        "wc -l %f %f",
        "mkdir -p %d/%w && cp %f %d/%w/",
        "mv %f %f",
        "docker compose -f %d/compose.%w.yaml up -d %w-%n",
        "docker ps --format '{{.Names}}' | grep %w-%n",
        "curl -s http://localhost:8%n/api/%w/%n | jq '.%w'",
        "make %w-%w TARGET=%w%n",
        "jq '.%w[] | {%w, %w}' %f",
        "for f in %d/*.ts; do wc -l \"$f\"; done; echo %w%n",
        "python3 - <<'EOF'\nimport json\nwith open('%f') as source:\n    print(json.load(source)['%w'][%n])\nEOF",
        "node -e \"console.log(require('./%f').%w)\"",
        "diff -u %f %f | head -%n",
        "ps aux | grep %w-%n",
        "gh pr view %n --json title,body,comments -R %w/%w",
        "kubectl get pods -n %w-%n | grep %w",
        "cd %d; export %w=%n; yarn build --%w",
    };

    private final Random random;
    private final Map<String, List<Map<String, Object>>> captured = new LinkedHashMap<>();
    private final Set<String> commands = new HashSet<>();
    private int number;

    private AgentTraffic(long seed) {
        random = new Random(seed);
        CLIENTS.forEach(this::read);
    }

    /** As many events, all different. */
    static List<Activity> events(int count) {
        AgentTraffic traffic = new AgentTraffic(11);
        List<Activity> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(traffic.next());
        }
        return events;
    }

    /** The same with what clients tell beside it: of each use of a tool the decision before it, and the model's call. */
    static List<Activity> sessions(int count) {
        AgentTraffic traffic = new AgentTraffic(11);
        List<Activity> events = new ArrayList<>();
        while (events.size() < count) {
            Activity event = traffic.next();
            if (!"prompt".equals(event.text(Field.EVENT_ACTION))) {
                events.add(traffic.decision(event));
                events.add(traffic.event("model_call", "", Map.of()).build());
            }
            events.add(event);
        }
        return events;
    }

    private Activity decision(Activity event) {
        return event("tool_decision", "", Map.of())
                .set(Field.FILE_PATH, event.get(Field.FILE_PATH))
                .set(Field.PROCESS_COMMAND_LINE, event.get(Field.PROCESS_COMMAND_LINE))
                .set(Field.GEN_AI_TOOL_CALL_ARGUMENTS, event.get(Field.GEN_AI_TOOL_CALL_ARGUMENTS))
                .build();
    }

    private Activity next() {
        number++;
        int share = random.nextInt(100);
        if (share < 28) {
            String command = command();
            return event("shell_exec", "", named("command", command, "description", prose()))
                    .set(Field.PROCESS_COMMAND_LINE, command)
                    .set(Field.GEN_AI_TOOL_CALL_RESULT, lines(random.nextInt(12), false))
                    .build();
        }
        String path = "/home/dev/" + word() + "/" + file();
        if (share < 52) {
            return event("file_read", path, named("file_path", path, "limit", 40L))
                    .set(Field.GEN_AI_TOOL_CALL_RESULT, lines(4 + random.nextInt(16), true))
                    .build();
        }
        if (share < 68) {
            String old = lines(1 + random.nextInt(5), false);
            String written = lines(1 + random.nextInt(8), false);
            return event("file_write", path, named("file_path", path, "old_string", old, "new_string", written))
                    .set(Field.GEN_AI_TOOL_CALL_RESULT, "The file " + path + " has been updated successfully.")
                    .build();
        }
        if (share < 84) {
            return event("file_search", path, named("pattern", word() + "_" + word(), "path", path))
                    .set(Field.GEN_AI_TOOL_CALL_RESULT, found(1 + random.nextInt(10)))
                    .build();
        }
        if (share < 92) {
            return event("prompt", "", Map.of())
                    .set(Field.GEN_AI_INPUT_MESSAGES, prose() + " " + prose() + ". " + prose() + ".")
                    .build();
        }
        boolean mcp = share < 95;
        return event(mcp ? "mcp_call" : "tool_call", "", named("query", prose(), "limit", 10L))
                .set(Field.MCP_SERVER_NAME, mcp ? word() : null)
                .set(Field.GEN_AI_TOOL_CALL_RESULT, named("content", List.of(named("type", "text", "text", prose()))))
                .build();
    }

    /** A captured event of the kind with other content; where no capture shows the kind, one of another kind. */
    private Activity.Builder event(String action, String path, Map<String, Object> arguments) {
        List<Map<String, Object>> shapes =
                captured.getOrDefault(action, Objects.requireNonNull(captured.get("shell_exec")));
        Activity.Builder event = Activity.builder();
        shapes.get(random.nextInt(shapes.size())).forEach((name, value) -> {
            Field field = Field.named(name).orElse(null);
            boolean isContent =
                    name.startsWith("process.command") || name.startsWith("file.") || name.startsWith("url.");
            if (!isContent && (field == null || field.type() != Field.Type.TIME)) {
                event.set(name, value instanceof Integer whole ? (Object) whole.longValue() : value);
            }
        });
        event.set(Field.EVENT_ACTION, action)
                .set(Field.EVENT_ID, "event-" + number)
                .set(Field.TIMESTAMP, Instant.ofEpochSecond(1_790_000_000L + number))
                .set(Field.SESSION_ID, "session-" + number / 120)
                .set(Field.GEN_AI_TOOL_CALL_ARGUMENTS, arguments.isEmpty() ? null : arguments);
        return event.set(Field.FILE_PATH, path);
    }

    /** In this order, whatever the run. */
    private static Map<String, Object> named(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }

    private void read(String client) {
        try (InputStream in =
                Objects.requireNonNull(AgentTraffic.class.getResourceAsStream(CAPTURED.formatted(client)))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                Map<String, Object> event = JSON.readValue(line, new TypeReference<>() {});
                captured.computeIfAbsent(String.valueOf(event.get("event.action")), unseen -> new ArrayList<>())
                        .add(event);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String command() {
        String command;
        do {
            command = filled(pick(COMMANDS));
        } while (!commands.add(command));
        return command;
    }

    private String filled(String template) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c != '%') {
                text.append(c);
                continue;
            }
            switch (template.charAt(++i)) {
                case 'f' -> text.append(file());
                case 'd' -> text.append(folder());
                case 'w' -> text.append(word());
                case 'n' -> text.append(10 + random.nextInt(90));
                default -> text.append(prose());
            }
        }
        return text.toString();
    }

    private String folder() {
        return pick(FOLDERS) + "/" + word();
    }

    private String file() {
        return folder() + "/" + word() + "_" + word() + "." + pick(ENDINGS);
    }

    private String word() {
        return pick(WORDS);
    }

    private String prose() {
        return "The %s %s the %s when a %s of the %s is not there"
                .formatted(word(), pick(VERBS), word(), word(), word());
    }

    /** Lines of a program, numbered as some agents show them. */
    private String lines(int count, boolean numbered) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append(numbered ? "    %d→".formatted(i) : "")
                    .append(
                            switch (random.nextInt(4)) {
                                case 0 ->
                                    "    const %s = await %s.%s(%s, { %s: %d });"
                                            .formatted(word(), word(), word(), word(), word(), random.nextInt(1000));
                                case 1 -> "    if (%s == null || %s.length > %d) {".formatted(word(), word(), i);
                                case 2 -> "\treturn this.%s.%s(\"%s-%s\");".formatted(word(), word(), word(), word());
                                default -> "// " + prose() + ".";
                            })
                    .append('\n');
        }
        return text.toString();
    }

    private String found(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(file())
                    .append(':')
                    .append(random.nextInt(900))
                    .append(":  ")
                    .append(word())
                    .append("(")
                    .append(word())
                    .append(")\n");
        }
        return text.toString();
    }

    private String pick(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
