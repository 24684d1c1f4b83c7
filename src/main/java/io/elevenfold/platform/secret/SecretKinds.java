package io.elevenfold.platform.secret;

import static io.elevenfold.platform.secret.Characters.ALPHANUMERIC;
import static io.elevenfold.platform.secret.Characters.BASE64;
import static io.elevenfold.platform.secret.Characters.BASE64URL;
import static io.elevenfold.platform.secret.Characters.DOTTED;
import static io.elevenfold.platform.secret.Characters.HEX;
import static io.elevenfold.platform.secret.Characters.UPPER_DIGIT;
import static io.elevenfold.platform.secret.Characters.URL_PATH;
import static io.elevenfold.platform.secret.Characters.URL_VALUE;
import static io.elevenfold.platform.secret.Characters.WORD;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The secrets that are known. Prefixes and lengths are those that the issuers document; where an issuer gives a length
 * but no promise to keep it, the table asks for a little less.
 */
final class SecretKinds {

    private static final int ANY = 4_096;

    /**
     * @param literal what the automaton looks for
     * @param isSpecific false where only the surroundings speak for a secret: the token inside knows its kind better
     */
    record Candidate(String literal, boolean isSpecific, Shape shape) {}

    private final List<Candidate> candidates = new ArrayList<>();

    private SecretKinds() {}

    static List<Candidate> all() {
        SecretKinds kinds = new SecretKinds();
        kinds.sourceHosts();
        kinds.clouds();
        kinds.models();
        kinds.packages();
        kinds.services();
        kinds.structures();
        kinds.assignments();
        return List.copyOf(kinds.candidates);
    }

    private void sourceHosts() {
        tokens("github-token", ALPHANUMERIC, 30, ANY, "ghp_", "gho_", "ghu_", "ghr_");
        tokens("github-token", DOTTED, 30, ANY, "ghs_");
        tokens("github-token", WORD, 22, ANY, "github_pat_");
        tokens("gitlab-token", DOTTED, 20, ANY, "glpat-", "gldt-", "glptt-", "glcbt-", "glrt-", "glft-", "glimt-");
        tokens("gitlab-token", DOTTED, 20, ANY, "glagent-", "gloas-", "glsoat-");
        tokens("atlassian-token", URL_VALUE, 50, ANY, "ATATT3", "ATCTT3");
        tokens("bitbucket-token", ALPHANUMERIC, 32, 32, "ATBB");
        tokens("sonar-token", HEX, 40, 40, "sqp_", "squ_", "sqa_");
    }

    private void clouds() {
        tokens("aws-access-key-id", UPPER_DIGIT, 16, 16, "AKIA", "ASIA");
        tokens("google-api-key", BASE64URL, 35, 35, "AIza");
        tokens("google-oauth-token", DOTTED, 20, ANY, "ya29.");
        tokens("google-oauth-secret", BASE64URL, 24, 40, "GOCSPX-");
        tokens("azure-storage-key", BASE64, 40, 100, "AccountKey=", "SharedAccessKey=");
        tokens("azure-sas-signature", URL_VALUE, 40, 100, "&sig=", "?sig=");
        tokens("digitalocean-token", HEX, 64, 64, "dop_v1_", "doo_v1_", "dor_v1_");
        tokens("databricks-token", HEX, 32, 34, "dapi");
        tokens("vault-token", BASE64URL, 24, ANY, "hvs.", "hvb.", "hvr.");
        tokens("pulumi-token", HEX, 40, 40, "pul-");
        tokens("fly-token", URL_VALUE, 50, ANY, "fm2_");
        tokens("netlify-token", ALPHANUMERIC, 36, 40, "nfp_");
        tokens("supabase-token", HEX, 40, 40, "sbp_");
        tokens("planetscale-token", DOTTED, 32, ANY, "pscale_tkn_", "pscale_pw_");
        tokens("doppler-token", ALPHANUMERIC, 40, 44, "dp.pt.", "dp.ct.", "dp.sa.");
        tokens("age-secret-key", UPPER_DIGIT, 58, 58, "AGE-SECRET-KEY-1");
        tokens("one-password-token", URL_VALUE, 50, ANY, "ops_eyJ");
    }

    private void models() {
        tokens("anthropic-key", BASE64URL, 20, ANY, "sk-ant-");
        tokens("openai-key", BASE64URL, 20, ANY, "sk-proj-", "sk-svcacct-", "sk-admin-");
        tokens("openai-key", ALPHANUMERIC, 40, 60, "sk-");
        tokens("openrouter-key", HEX, 64, 64, "sk-or-v1-");
        tokens("huggingface-token", ALPHANUMERIC, 30, 40, "hf_");
        tokens("groq-key", ALPHANUMERIC, 40, 60, "gsk_");
        tokens("perplexity-key", ALPHANUMERIC, 40, 60, "pplx-");
        tokens("xai-key", ALPHANUMERIC, 60, 100, "xai-");
        tokens("replicate-token", ALPHANUMERIC, 37, 37, "r8_");
    }

    private void packages() {
        tokens("npm-token", ALPHANUMERIC, 36, 36, "npm_");
        tokens("pypi-token", BASE64URL, 50, ANY, "pypi-AgE");
        tokens("rubygems-key", HEX, 48, 48, "rubygems_");
        tokens("crates-token", ALPHANUMERIC, 32, 32, "cio");
        tokens("nuget-key", ALPHANUMERIC, 43, 43, "oy2");
        tokens("docker-token", BASE64URL, 24, 40, "dckr_pat_", "dckr_oat_");
    }

    private void services() {
        tokens("slack-token", BASE64URL, 20, ANY, "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-");
        tokens("slack-webhook", URL_PATH, 20, ANY, "hooks.slack.com/services/");
        tokens("discord-webhook", URL_PATH, 40, ANY, "discord.com/api/webhooks/", "discordapp.com/api/webhooks/");
        tokens("stripe-key", ALPHANUMERIC, 16, ANY, "sk_live_", "sk_test_", "rk_live_", "rk_test_");
        tokens("stripe-webhook-secret", ALPHANUMERIC, 24, ANY, "whsec_");
        tokens("sendgrid-key", DOTTED, 60, 80, "SG.");
        tokens("mailgun-key", HEX, 32, 32, "key-");
        tokens("shopify-token", HEX, 32, 32, "shpat_", "shpca_", "shppa_", "shpss_");
        tokens("square-token", BASE64URL, 22, 60, "sq0atp-", "sq0csp-");
        tokens("grafana-token", WORD, 32, ANY, "glsa_");
        tokens("new-relic-key", UPPER_DIGIT, 27, 27, "NRAK-");
        tokens("sentry-token", URL_VALUE, 40, ANY, "sntrys_", "sntryu_");
        tokens("linear-key", ALPHANUMERIC, 32, 60, "lin_api_");
        tokens("notion-token", ALPHANUMERIC, 40, 60, "ntn_");
        tokens("postman-key", BASE64URL, 24, ANY, "PMAK-");
        tokens("figma-token", BASE64URL, 36, 60, "figd_");
    }

    private void structures() {
        candidates.add(new Candidate("-----BEGIN ", true, StructuredShapes::privateKey));
        candidates.add(new Candidate("eyJ", true, StructuredShapes::jsonWebToken));
        candidates.add(new Candidate("://", false, StructuredShapes::urlCredentials));
        candidates.add(new Candidate("bearer ", false, HeaderShapes::bearer));
        candidates.add(new Candidate("authorization:", false, HeaderShapes::authorization));
        candidates.add(new Candidate("basic ", false, HeaderShapes::basic));
        candidates.add(new Candidate("\"auth\"", false, HeaderShapes::basic));
        candidates.add(new Candidate(" -u ", false, HeaderShapes::userOption));
        candidates.add(new Candidate(" --user ", false, HeaderShapes::userOption));
    }

    private void assignments() {
        assigned(new AssignmentShape("aws-secret-access-key", 20, true), "secret_access_key", "secretaccesskey");
        assigned(new AssignmentShape("npm-token", 16, true), "_authtoken");
        assigned(new AssignmentShape("password-assignment", 6, false), "password", "passwd", "passphrase", "pwd");
        assigned(new AssignmentShape("secret-assignment", 8, true), "secret", "secret_key", "secretkey", "secret-key");
        assigned(new AssignmentShape("secret-assignment", 8, true), "private_key", "signing_key", "encryption_key");
        assigned(new AssignmentShape("token-assignment", 12, true), "token", "access_key", "accesskey", "access-key");
        assigned(new AssignmentShape("api-key-assignment", 12, true), "api_key", "apikey", "api-key", "auth_key");
    }

    private void tokens(String kind, BitSet alphabet, int min, int max, String... prefixes) {
        for (String prefix : prefixes) {
            candidates.add(new Candidate(prefix, true, new TokenShape(kind, prefix, alphabet, min, max)));
        }
    }

    private void assigned(AssignmentShape shape, String... names) {
        for (String name : names) {
            candidates.add(new Candidate(name, false, shape));
        }
    }
}
