package io.elevenfold.evidence.bundle;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.elevenfold.compliance.Compliance;
import io.elevenfold.compliance.Controls;
import io.elevenfold.compliance.FrameworkDetail;
import io.elevenfold.compliance.Frameworks;
import io.elevenfold.compliance.Layers;
import io.elevenfold.compliance.exception.ExceptionView;
import io.elevenfold.evidence.verify.Manifest;
import io.elevenfold.ledger.KeyRing;
import io.elevenfold.platform.Sql;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** The package's report for people, as PDF. */
@ApplicationScoped
class ReportPdf {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String STYLE = "/evidence/report.css";

    private final Compliance compliance;
    private final KeyRing keys;
    private final Sql sql;

    ReportPdf(Compliance compliance, KeyRing keys, Sql sql) {
        this.compliance = compliance;
        this.keys = keys;
        this.sql = sql;
    }

    /** How many findings of a severity are in which state. */
    record FindingCount(String severity, String state, long findings) {}

    /**
     * What the report says.
     *
     * @param framework null when none was chosen
     */
    record Report(
            Scope scope,
            Instant madeAt,
            Layers layers,
            Controls controls,
            Frameworks frameworks,
            @Nullable FrameworkDetail framework,
            List<ExceptionView> exceptions,
            List<FindingCount> findings,
            List<Manifest.LogRange> logs,
            String key) {}

    @CheckedTemplate(basePath = "evidence")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance report(Report report);
    }

    byte[] bytes(
            Scope scope,
            Instant madeAt,
            @Nullable Instant asOf,
            List<Manifest.LogRange> logs,
            List<ExceptionView> exceptions)
            throws IOException {
        String html = Templates.report(new Report(
                        scope,
                        madeAt,
                        compliance.layers(asOf),
                        compliance.controls(null, null, asOf),
                        compliance.frameworks(asOf),
                        scope.framework() == null
                                ? null
                                : compliance.framework(scope.framework(), scope.frameworkVersion(), asOf),
                        exceptions,
                        findings(scope),
                        logs,
                        keys.current().pem()))
                .render();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream();
                PDDocument document = new PDDocument()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.usePDDocument(document);
            builder.useFastMode();
            // For years on a shelf: PDF/A-2u and PDF/UA-1. Colours need a profile that says what they look like.
            builder.usePdfUaAccessibility(true);
            builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_U);
            builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            builder.useFont(() -> resource(FONT), "Liberation Sans");
            builder.useProtocolsStreamImplementation(uri -> new Resource(STYLE), "style");
            builder.withHtmlContent(html, "style:/");
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        }
    }

    private List<FindingCount> findings(Scope scope) {
        return sql.list(
                """
                select severity, state, count(*) from (
                    select f.severity, f.severity_rank, coalesce((select c.to_state from finding_change c
                        where c.finding_id = f.id and c.at < ? order by c.id desc limit 1), 'open') as state
                    from finding f where f.recorded_at < ?) f
                group by severity, severity_rank, state order by severity_rank desc, state""",
                row -> new FindingCount(row.getString(1), row.getString(2), row.getLong(3)),
                List.of(scope.to(), scope.to()));
    }

    private static InputStream resource(String path) {
        return Objects.requireNonNull(ReportPdf.class.getResourceAsStream(path), "every build has " + path);
    }

    /** A file of our own; nothing else can be reached from the report. */
    private record Resource(String path) implements com.openhtmltopdf.extend.FSStream {

        @Override
        public InputStream getStream() {
            return resource(path);
        }

        @Override
        public java.io.Reader getReader() {
            return new java.io.InputStreamReader(getStream(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
