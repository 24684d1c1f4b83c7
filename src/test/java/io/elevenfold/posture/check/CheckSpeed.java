package io.elevenfold.posture.check;

import io.elevenfold.platform.secret.SecretScanner;
import io.elevenfold.posture.PostureReport;
import io.elevenfold.posture.PostureReportReader;
import io.elevenfold.posture.ReportLimits;
import io.elevenfold.posture.Samples;

/** Prints what reading and judging each sample costs. Run by hand: figures do not belong into assertions. */
final class CheckSpeed {

    private static final int ROUNDS = 400;

    private CheckSpeed() {}

    public static void main(String[] arguments) {
        PostureReportReader reader = new PostureReportReader(ReportLimits.DEFAULT, new SecretScanner());
        long start = System.nanoTime();
        CheckEvaluator evaluator = new CheckEvaluator(CheckCatalog.load());
        System.out.printf("loading the checks: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        var org = OrgPolicy.shipped();
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            for (String sample : Samples.ALL) {
                byte[] bytes = Samples.bytes(Samples.report(sample));
                PostureReport report = reader.read(bytes);
                long results = 0;
                start = System.nanoTime();
                for (int round = 0; round < ROUNDS; round++) {
                    report = reader.read(bytes);
                }
                long reading = (System.nanoTime() - start) / ROUNDS / 1_000;
                start = System.nanoTime();
                for (int round = 0; round < ROUNDS; round++) {
                    results += evaluator.evaluate(report, org).size();
                }
                long judging = (System.nanoTime() - start) / ROUNDS / 1_000;
                System.out.printf("%s: read %d µs, %d results in %d µs%n", sample, reading, results / ROUNDS, judging);
            }
        }
    }
}
