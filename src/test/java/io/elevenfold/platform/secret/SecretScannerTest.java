package io.elevenfold.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens are put together at run time, so that no scanner complains about this file. */
class SecretScannerTest {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final SecretScanner scanner = new SecretScanner();

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenIsFoundWhereverItStands(String kind, String token) {
        assertThat(scanner.redact(token)).isEqualTo("[REDACTED:" + kind + "]");
        assertThat(scanner.redact("curl --data '" + token + "' api"))
                .isEqualTo("curl --data '[REDACTED:" + kind + "]' api");
        assertThat(scanner.redact("{\"a\":\"line\\n" + token + "\\n\"}"))
                .isEqualTo("{\"a\":\"line\\n[REDACTED:" + kind + "]\\n\"}");
        assertThat(scanner.redact("größe " + token + " 😀 " + token))
                .isEqualTo("größe [REDACTED:" + kind + "] 😀 [REDACTED:" + kind + "]");
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenThatIsCutOffOrInsideAWordIsNone(String ignored, String token) {
        assertThat(scanner.find(token.substring(0, Math.min(token.length() / 3, 12))))
                .isEmpty();
        if (Character.isLetterOrDigit(token.charAt(0))) {
            assertThat(scanner.find("q" + token)).noneMatch(span -> span.start() == 1);
        }
    }

    static Stream<Arguments> tokens() {
        return Stream.of(
                Arguments.of("github-token", "ghp" + "_" + random(36)),
                Arguments.of("github-token", "gho" + "_" + random(36)),
                Arguments.of("github-token", "ghs" + "_" + random(36)),
                Arguments.of("github-token", "github" + "_pat_" + random(22) + "_" + random(59)),
                Arguments.of("gitlab-token", "glpat" + "-" + random(20)),
                Arguments.of("gitlab-token", "glrt" + "-" + random(20)),
                Arguments.of("atlassian-token", "ATATT" + "3x" + random(180)),
                Arguments.of("bitbucket-token", "ATB" + "B" + random(32)),
                Arguments.of("sonar-token", "sqp" + "_" + hex(40)),
                Arguments.of("aws-access-key-id", "AKI" + "A" + random(16).toUpperCase(java.util.Locale.ROOT)),
                Arguments.of("aws-access-key-id", "ASI" + "A" + random(16).toUpperCase(java.util.Locale.ROOT)),
                Arguments.of("google-api-key", "AIz" + "a" + random(35)),
                Arguments.of("google-oauth-token", "ya2" + "9." + random(60)),
                Arguments.of("google-oauth-secret", "GOCS" + "PX-" + random(28)),
                Arguments.of("digitalocean-token", "dop" + "_v1_" + hex(64)),
                Arguments.of("databricks-token", "dap" + "i" + hex(32)),
                Arguments.of("vault-token", "hvs" + "." + random(90)),
                Arguments.of("pulumi-token", "pul" + "-" + hex(40)),
                Arguments.of("fly-token", "fm2" + "_" + random(100)),
                Arguments.of("netlify-token", "nfp" + "_" + random(36)),
                Arguments.of("supabase-token", "sbp" + "_" + hex(40)),
                Arguments.of("planetscale-token", "pscale" + "_tkn_" + random(43)),
                Arguments.of("doppler-token", "dp" + ".pt." + random(43)),
                Arguments.of(
                        "age-secret-key", "AGE-SECRET-" + "KEY-1" + random(58).toUpperCase(java.util.Locale.ROOT)),
                Arguments.of("one-password-token", "ops" + "_eyJ" + random(200)),
                Arguments.of("anthropic-key", "sk-" + "ant-api03-" + random(90) + "-AA"),
                Arguments.of("openai-key", "sk-" + "proj-" + random(120)),
                Arguments.of("openai-key", "sk" + "-" + random(48)),
                Arguments.of("openrouter-key", "sk-" + "or-v1-" + hex(64)),
                Arguments.of("huggingface-token", "hf" + "_" + random(34)),
                Arguments.of("groq-key", "gsk" + "_" + random(52)),
                Arguments.of("perplexity-key", "pplx" + "-" + random(48)),
                Arguments.of("xai-key", "xai" + "-" + random(80)),
                Arguments.of("replicate-token", "r8" + "_" + random(37)),
                Arguments.of("npm-token", "npm" + "_" + random(36)),
                Arguments.of("pypi-token", "pypi" + "-AgEIcHlwaS5vcmc" + random(120)),
                Arguments.of("rubygems-key", "rubygems" + "_" + hex(48)),
                Arguments.of("crates-token", "ci" + "o" + random(32)),
                Arguments.of("nuget-key", "oy" + "2" + random(43)),
                Arguments.of("docker-token", "dckr" + "_pat_" + random(27)),
                Arguments.of("slack-token", "xox" + "b-123456789012-1234567890123-" + random(24)),
                Arguments.of("slack-webhook", "hooks.slack" + ".com/services/T00000000/B00000000/" + random(24)),
                Arguments.of("discord-webhook", "discord" + ".com/api/webhooks/123456789012345678/" + random(68)),
                Arguments.of("stripe-key", "sk" + "_live_" + random(24)),
                Arguments.of("stripe-webhook-secret", "whse" + "c_" + random(32)),
                Arguments.of("sendgrid-key", "S" + "G." + random(22) + "." + random(43)),
                Arguments.of("mailgun-key", "ke" + "y-" + hex(32)),
                Arguments.of("shopify-token", "shpa" + "t_" + hex(32)),
                Arguments.of("square-token", "sq0" + "atp-" + random(22)),
                Arguments.of("grafana-token", "gls" + "a_" + random(32) + "_" + hex(8)),
                Arguments.of("new-relic-key", "NRA" + "K-" + random(27).toUpperCase(java.util.Locale.ROOT)),
                Arguments.of("sentry-token", "sntry" + "s_" + random(80)),
                Arguments.of("linear-key", "lin" + "_api_" + random(40)),
                Arguments.of("notion-token", "nt" + "n_" + random(46)),
                Arguments.of("postman-key", "PMA" + "K-" + hex(24) + "-" + hex(34)),
                Arguments.of("figma-token", "fig" + "d_" + random(40)),
                Arguments.of("jwt", jwt()),
                Arguments.of("private-key", pem("PRIVATE KEY", "\n")),
                Arguments.of("private-key", pem("RSA PRIVATE KEY", "\\n")),
                Arguments.of("private-key", pem("OPENSSH PRIVATE KEY", "\r\n")));
    }

    @ParameterizedTest
    @MethodSource("surrounded")
    void aSecretIsKnownByWhatStandsAroundIt(String before, String secret, String after, String kind) {
        assertThat(scanner.redact(before + secret + after)).isEqualTo(before + "[REDACTED:" + kind + "]" + after);
    }

    static Stream<Arguments> surrounded() {
        String basic = Base64.getEncoder().encodeToString("alice:wonder1and".getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                Arguments.of("AWS_SECRET_ACCESS_KEY=", random(40), " aws s3 ls", "aws-secret-access-key"),
                Arguments.of("aws_secret_access_key = ", random(20) + "/" + random(19), "\n", "aws-secret-access-key"),
                Arguments.of("//npm.example.org/:_authToken=", random(30), "", "npm-token"),
                Arguments.of("AccountName=a;", "Account" + "Key=" + random(86) + "==", ";", "azure-storage-key"),
                Arguments.of("https://a.example/b?se=2", "&si" + "g=" + random(43) + "%3D", "", "azure-sas-signature"),
                Arguments.of("git clone https://alice:", "s3cr3tpw", "@git.example.com/r", "url-credentials"),
                Arguments.of("git clone https://", random(30), "@git.example.com/r", "url-credentials"),
                Arguments.of("https://", random(24), ":x-oauth-basic@h/r", "url-credentials"),
                Arguments.of("psql postgres://app:", "pa$$w0rd", "@db:5432/app", "database-url"),
                Arguments.of("mongodb+srv://app:", "password", "@c.example.net", "database-url"),
                Arguments.of("-H 'Authorization: Bearer ", random(40), "'", "bearer-header"),
                Arguments.of("Authorization: token ", random(40), "", "authorization-header"),
                Arguments.of("Authorization: Basic ", basic, "", "basic-auth"),
                Arguments.of("{\"auths\":{\"r\":{\"auth\": \"", basic, "\"}}}", "basic-auth"),
                Arguments.of("curl -u alice:", "wonder1and", " https://h", "basic-auth"),
                Arguments.of("mysql --password=", "hunter2!", " -e 'x'", "password-assignment"),
                Arguments.of("mysql --db-password=", "correcthorse", " -e", "password-assignment"),
                Arguments.of("{\"password\": \"", "correct\\\\horse", "\"}", "password-assignment"),
                Arguments.of("tool --password ", "correcthorse", " run", "password-assignment"),
                Arguments.of("export DB_PASSWORD=", "correcthorse", "", "password-assignment"),
                Arguments.of("{\"password\": \"", "correct horse", "\"}", "password-assignment"),
                Arguments.of("{\\\"password\\\": \\\"", "correcthorse", "\\\"}", "password-assignment"),
                Arguments.of("spring.datasource.password: ", "tr0ub4dor", "\n", "password-assignment"),
                Arguments.of("client_secret=", random(32), "&grant", "secret-assignment"),
                Arguments.of("https://h/?access_token=", random(32), "&x=1", "token-assignment"),
                Arguments.of("x-api-key: ", random(32), "", "api-key-assignment"),
                Arguments.of("tool --api-key ", random(32), "", "api-key-assignment"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git show 4181c50f0a3b1f2d8c7e6b5a49382716f5e4d3c2",
                "sha256:9a3732bfbe444432992df1f483921e14541bb26b7f760407d0365b6a6f25917f",
                "550e8400-e29b-41d4-a716-446655440000",
                "/usr/lib/jvm/java-17/lib/security/policy/unlimited/default_US_export.policy/aaaaaaaaaaaaaaaaaaaa",
                "pnpm-lock.yaml integrity sha512-2q2rmPKLnGqzVoV0yDWvGrGkRGHJbJmPRcLCAsvZLkLNLX3D1G7VUrGCBa9w3ouk",
                "curl -H \"Authorization: Bearer ${GITHUB_TOKEN_2}\" https://api.example.com",
                "curl -H 'Authorization: Bearer <your-token-goes-here-1>'",
                "export TOKEN=${{ secrets.TOKEN_1 }}",
                "password=<password>",
                "PASSWORD=xxxxxxxxxxxx",
                "password: ********",
                "token = get_token(user1)",
                "self.password = self.settings.password",
                "password: string;",
                "--password-file /run/secrets/db_password_1",
                "token=/var/run/secrets/token1",
                "max_tokens=4096 token_count: 123456",
                "https://user:${PASS}@example.com/",
                "https://example.com:8443/@alice",
                "ssh://git@example.com/repo.git",
                "docker run -u 1000:1000 image",
                "curl -u $USER:$PASS https://h",
                "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0Z3VS5JJcds3xfn\n-----END PUBLIC KEY-----",
                "grep -r -- '-----BEGIN RSA PRIVATE KEY-----' .",
                "disk-usage task-list risk-sk-analysis",
                "basic authentication is off",
                "The bearer of bad news arrived yesterday",
                "eyJhbGciOiJIUzI1NiJ9",
                "[REDACTED:github-token] password=[REDACTED:password-assignment]",
                "",
            })
    void ordinaryTextIsLeftAlone(String text) {
        assertThat(scanner.redact(text)).isSameAs(text);
    }

    @Test
    void theTokenInsideAHeaderGivesTheKind() {
        String token = "ghp" + "_" + random(36);

        assertThat(scanner.redact("Authorization: Bearer " + token))
                .isEqualTo("Authorization: Bearer [REDACTED:github-token]");
        assertThat(scanner.redact("https://x:" + token + "@github.com/a/b"))
                .isEqualTo("https://x:[REDACTED:github-token]@github.com/a/b");
        assertThat(scanner.redact("GITHUB_TOKEN=" + token)).isEqualTo("GITHUB_TOKEN=[REDACTED:github-token]");
    }

    @Test
    void aKeyBlockThatWasCutOffIsHiddenAsFarAsItGoes() {
        String whole = pem("EC PRIVATE KEY", "\n");

        assertThat(scanner.redact("key: " + whole.substring(0, 150) + " <cut>"))
                .isEqualTo("key: [REDACTED:private-key]<cut>");
    }

    @Test
    void spansTellKindAndPlace() {
        String token = "npm" + "_" + random(36);

        assertThat(scanner.find("a " + token + " b")).containsExactly(new Span(2, 42, "npm-token"));
    }

    @Test
    void atLeastSixtyKindsAreKnown() {
        Set<String> kinds = new HashSet<>();
        tokens().forEach(row -> kinds.add((String) row.get()[0]));
        surrounded().forEach(row -> kinds.add((String) row.get()[3]));

        assertThat(kinds).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void aMegabyteOfNearMatchesIsFinishedAtOnce() {
        List<String> nearMatches = List.of(
                "ghp_",
                "sk-",
                "eyJ",
                "eyJabcdefghi.eyJabcdefghij",
                "://a:",
                "://a:b@",
                "password=",
                "password=\"",
                "token: ",
                "-----BEGIN RSA PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----" + "A".repeat(50),
                "bearer ",
                "Basic ",
                " -u ",
                "curl -u a:",
                "authorization: token ",
                "AKIA",
                "secret=a",
                "\"auth\"",
                "github_pat_",
                "glpat-.",
                "a",
                "password= password= ",
                "SG.",
                "-eyJ",
                ".eyJ",
                "sk-ant-xxxx",
                "github_pat_xxxx",
                "xai-",
                "key-",
                "hooks.slack.com/services/xxxx",
                "--token ");
        nearMatches.forEach(piece -> scanner.redact(piece.repeat(1_000)));

        for (String piece : nearMatches) {
            String text = piece.repeat(1_000_000 / piece.length());
            Duration best = Stream.generate(() -> timeToRedact(text))
                    .limit(3)
                    .min(Duration::compareTo)
                    .orElseThrow();

            assertThat(best).as(piece).isLessThan(Duration.ofSeconds(5));
        }
    }

    private Duration timeToRedact(String text) {
        long start = System.nanoTime();
        scanner.redact(text);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String jwt() {
        return "ey" + "J" + random(33) + ".ey" + "J" + random(80) + "." + random(43);
    }

    private static String pem(String label, String lineBreak) {
        StringBuilder block = new StringBuilder("-----BEG" + "IN " + label + "-----" + lineBreak);
        for (int line = 0; line < 10; line++) {
            block.append(random(64)).append(lineBreak);
        }
        return block.append("-----E" + "ND ").append(label).append("-----").toString();
    }

    private static String hex(int length) {
        return characters(length, "0123456789abcdef");
    }

    private static String random(int length) {
        return characters(length, LETTERS);
    }

    private static String characters(int length, String from) {
        Random random = new Random(length * 31L + from.length());
        StringBuilder text = new StringBuilder("a1".substring(0, Math.min(2, length)));
        while (text.length() < length) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }
}
