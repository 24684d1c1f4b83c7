package io.elevenfold.platform.secret;

/** Prints what a scan of ordinary text costs. Run by hand: figures do not belong into assertions. */
final class SecretScannerSpeed {

    private SecretScannerSpeed() {}

    public static void main(String[] arguments) {
        SecretScanner scanner = new SecretScanner();
        String text =
                "./mvnw -q -B -ntp test -Dtest=PaymentServiceTest && git diff --stat HEAD~1 -- src/main/java/io/acme ";
        long found = 0;
        for (int round = 0; round < 8; round++) {
            int scans = 2_000_000;
            long start = System.nanoTime();
            for (int scan = 0; scan < scans; scan++) {
                found += scanner.find(text).size();
            }
            System.out.printf("%d characters: %d ns a scan%n", text.length(), (System.nanoTime() - start) / scans);
        }
        System.out.println(found + " found");
    }
}
