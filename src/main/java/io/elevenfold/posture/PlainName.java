package io.elevenfold.posture;

import io.elevenfold.platform.secret.SecretScanner;

/** A name out of a report, made fit for a message: short, printable, without a secret. */
final class PlainName {

    private static final int MAX_LENGTH = 80;

    private final SecretScanner secrets;

    PlainName(SecretScanner secrets) {
        this.secrets = secrets;
    }

    String of(String name) {
        // Cut before scanning, a secret could lose its tail and pass; cut after, it is already gone.
        String clean = secrets.redact(name);
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < clean.length() && shown.length() < MAX_LENGTH; at++) {
            char character = clean.charAt(at);
            shown.append(character >= 0x20 && character < 0x7f ? character : '?');
        }
        return shown.length() < clean.length() ? shown.substring(0, MAX_LENGTH - 1) + "…" : shown.toString();
    }

    /** One step of a JSON Pointer. */
    String step(String name) {
        return "/" + of(name).replace("~", "~0").replace("/", "~1");
    }
}
