package io.elevenfold.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.Field;
import io.elevenfold.ingest.hook.HookNormaliser;
import io.elevenfold.ingest.normalise.OtlpNormaliser;
import io.elevenfold.ingest.otlp.DecodeLimits;
import io.elevenfold.ingest.otlp.OtlpDecoder;
import io.elevenfold.ingest.otlp.OtlpRequest;
import io.elevenfold.ingest.otlp.OtlpSignal;
import io.elevenfold.platform.secret.SecretScanner;
import io.elevenfold.posture.PostureReport;
import io.elevenfold.posture.PostureReportReader;
import io.elevenfold.posture.ReportLimits;
import io.elevenfold.posture.ResultState;
import io.elevenfold.posture.check.CheckCatalog;
import io.elevenfold.posture.check.CheckEvaluator;
import io.elevenfold.posture.check.OrgPolicy;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SampleOrganisationTest {

    private static final LocalDate LAST = LocalDate.parse("2026-11-20");
    private static final SampleOrganisation ORGANISATION = SampleOrganisation.northwind();
    private static final List<SampleRequest> TRAFFIC = new SampleTraffic(ORGANISATION, LAST).requests();

    @Test
    void itIsAsLargeAsASmallCompany() {
        assertThat(ORGANISATION.endpoints()).hasSize(40);
        assertThat(ORGANISATION.endpoints().stream().map(SampleEndpoint::person).distinct())
                .hasSize(25);
        assertThat(ORGANISATION.endpoints().stream()
                        .map(endpoint -> endpoint.person().team())
                        .distinct())
                .hasSize(5)
                .allMatch(team -> team.endsWith("(sample)"));
        assertThat(ORGANISATION.endpoints().stream().map(SampleEndpoint::host)).doesNotHaveDuplicates();
        assertThat(ORGANISATION.endpoints().stream()
                        .filter(each -> each.posture().isEmpty()))
                .hasSizeBetween(4, 5);
    }

    @Test
    void theSameDayGivesTheSameBytes() throws Exception {
        String first = digest(everything(LAST));
        String second = digest(everything(LAST));

        assertThat(second).isEqualTo(first);
        assertThat(digest(everything(LAST.plusDays(1)))).isNotEqualTo(first);
    }

    @Test
    void everyRequestBecomesActivitiesThatAreUnderstood() {
        List<Activity> activities = new ArrayList<>();
        for (SampleRequest request : TRAFFIC) {
            activities.addAll(activities(request));
        }

        assertThat(activities.size()).isBetween(15_000, 25_000);
        assertThat(activities).noneMatch(activity -> "other".equals(activity.text(Field.EVENT_ACTION)));
        assertThat(activities).noneMatch(activity -> "other".equals(activity.text(Field.AGENT_PRODUCT)));
        assertThat(activities).allMatch(activity -> activity.has(Field.SESSION_ID));
        assertThat(activities.stream().map(activity -> activity.text(Field.AGENT_PRODUCT)))
                .contains("claude-code", "codex", "gemini-cli", "copilot-cli");
    }

    @Test
    void someCallsAreRefusedAndMostAreNot() {
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        for (SampleRequest request : TRAFFIC) {
            for (Activity activity : activities(request)) {
                String outcome = activity.text(Field.DECISION_OUTCOME);
                if (outcome != null) {
                    outcomes.merge(outcome, 1, Integer::sum);
                }
            }
        }

        assertThat(outcomes.get("deny")).isBetween(40, 1_000);
        assertThat(outcomes.get("allow")).isGreaterThan(10 * outcomes.get("deny"));
    }

    @Test
    void everyReportIsAccepted() {
        PostureReportReader reader = new PostureReportReader(ReportLimits.DEFAULT, new SecretScanner());
        List<SampleRequest> reports = new SamplePosture(ORGANISATION, LAST).requests();

        assertThat(reports).hasSizeGreaterThan(90);
        for (SampleRequest report : reports) {
            assertThatCode(() -> reader.read(report.body())).as(report.host()).doesNotThrowAnyException();
        }
    }

    @Test
    void theChecksFindSomethingInMostLayersAndNotEverythingFails() {
        PostureReportReader reader = new PostureReportReader(ReportLimits.DEFAULT, new SecretScanner());
        CheckCatalog catalog = CheckCatalog.load();
        CheckEvaluator evaluator = new CheckEvaluator(catalog);
        TreeSet<Integer> failing = new TreeSet<>();
        TreeSet<Integer> passing = new TreeSet<>();
        int errors = 0;

        for (SampleRequest request : new SamplePosture(ORGANISATION, LAST).requests()) {
            PostureReport report = reader.read(request.body());
            for (var result : evaluator.evaluate(report, OrgPolicy.shipped())) {
                int layer = catalog.find(result.checkId()).orElseThrow().layer();
                if (result.state() == ResultState.FAIL) {
                    failing.add(layer);
                } else if (result.state() == ResultState.PASS) {
                    passing.add(layer);
                } else if (result.state() == ResultState.ERROR) {
                    errors++;
                }
            }
        }

        assertThat(failing).hasSizeGreaterThanOrEqualTo(9);
        assertThat(passing).hasSizeGreaterThanOrEqualTo(9);
        assertThat(errors).isZero();
    }

    @Test
    void noReportIsMadeAfterTheEndpointsNextOne() {
        TreeMap<String, SampleRequest> before = new TreeMap<>();
        for (SampleRequest report : new SamplePosture(ORGANISATION, LAST).requests()) {
            SampleRequest earlier = before.put(report.host(), report);
            if (earlier != null) {
                assertThat(report.at()).isAfter(earlier.at());
            }
        }
    }

    private static List<Activity> activities(SampleRequest request) {
        if (request.door() == SampleRequest.Door.HOOK) {
            return new HookNormaliser(DecodeLimits.defaults()).normalise(request.agent(), null, request.body());
        }
        OtlpSignal signal = request.door() == SampleRequest.Door.LOGS ? OtlpSignal.LOGS : OtlpSignal.TRACES;
        OtlpRequest decoded =
                new OtlpDecoder(DecodeLimits.defaults()).decode(signal, OtlpDecoder.PROTOBUF, request.body());
        assertThat(decoded.rejected()).isZero();
        assertThat(decoded.records()).isNotEmpty();
        return new OtlpNormaliser().normalise(decoded.records()).activities();
    }

    private static List<SampleRequest> everything(LocalDate last) {
        List<SampleRequest> all = new ArrayList<>(new SamplePosture(ORGANISATION, last).requests());
        all.addAll(new SampleTraffic(ORGANISATION, last).requests());
        return all;
    }

    private static String digest(List<SampleRequest> requests) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        requests.forEach(request -> digest.update(request.body()));
        return HexFormat.of().formatHex(digest.digest());
    }
}
