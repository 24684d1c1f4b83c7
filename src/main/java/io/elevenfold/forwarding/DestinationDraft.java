package io.elevenfold.forwarding;

import io.elevenfold.forwarding.format.Format;
import io.elevenfold.forwarding.transport.TransportKind;
import io.elevenfold.platform.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A destination as somebody wants it.
 *
 * @param options only those that the kind knows
 * @param filter CEL; null: everything
 * @param samples whether records of the sample organisation leave too
 * @param receipts whether receipts of deliveries leave too, which would otherwise tell of themselves
 * @param privateAllowed whether the address may be private, and the connection without TLS
 * @param maxRecordBytes what is longer is shortened, and says so
 * @param authorities PEM of a private CA; null: those that Java brings
 * @param secret null: keep the one that is there
 * @param client PEM of a client certificate and its key; null: keep the one that is there
 */
public record DestinationDraft(
        String name,
        TransportKind kind,
        String address,
        Format.Name format,
        Map<String, String> options,
        @Nullable String filter,
        Redaction redaction,
        boolean samples,
        boolean receipts,
        boolean privateAllowed,
        int maxRecordBytes,
        @Nullable String authorities,
        @Nullable String secret,
        @Nullable String client) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_PEM = 100_000;
    private static final int FEWEST_BYTES = 1_024;
    private static final int MOST_BYTES = 4_194_304;

    public DestinationDraft {
        options = Map.copyOf(options);
        bounded("name", name, 1, LONGEST_NAME);
        bounded("address", address, 1, LONGEST_TEXT);
        bounded("filter", filter, 0, LONGEST_TEXT);
        bounded("authorities", authorities, 0, LONGEST_PEM);
        bounded("client", client, 0, LONGEST_PEM);
        bounded("secret", secret, 0, LONGEST_TEXT);
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (!kind.options().contains(option.getKey())) {
                throw ProblemException.invalid("options: %s knows only %s".formatted(kind.word(), kind.options()));
            }
            bounded("options." + option.getKey(), option.getValue(), 0, LONGEST_NAME);
        }
        if (maxRecordBytes < FEWEST_BYTES || maxRecordBytes > MOST_BYTES) {
            throw ProblemException.invalid(
                    "max_record_bytes: a number from %d to %d is expected".formatted(FEWEST_BYTES, MOST_BYTES));
        }
        if (address.chars().anyMatch(Character::isISOControl) || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("name, address: control characters are not expected");
        }
        if (address.matches(".*://[^/]*@.*")) {
            throw ProblemException.invalid("address: secrets belong into 'secret', where they are encrypted");
        }
        RecordFilter.of(filter);
    }

    private static void bounded(String field, @Nullable String text, int fewest, int most) {
        if (text != null && (text.length() < fewest || text.length() > most)) {
            throw ProblemException.invalid("%s: %d to %d characters are expected".formatted(field, fewest, most));
        }
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "%s %s %s".formatted(name, kind.word(), address);
    }
}
