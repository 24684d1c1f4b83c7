package io.elevenfold.console.forwarding;

import io.elevenfold.console.Asked;
import io.elevenfold.forwarding.DestinationDraft;
import io.elevenfold.forwarding.DestinationView;
import io.elevenfold.forwarding.Redaction;
import io.elevenfold.forwarding.Trials;
import io.elevenfold.forwarding.format.Format;
import io.elevenfold.forwarding.transport.TransportKind;
import io.elevenfold.platform.ProblemException;
import jakarta.ws.rs.FormParam;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The form of a destination; secrets travel one way only. */
public final class DestinationForm {

    private static final int MOST_OPTIONS = 20;

    @FormParam("name")
    @Nullable
    String name;

    @FormParam("kind")
    @Nullable
    String kind;

    @FormParam("address")
    @Nullable
    String address;

    @FormParam("format")
    @Nullable
    String format;

    @FormParam("options")
    @Nullable
    String options;

    @FormParam("filter")
    @Nullable
    String filter;

    @FormParam("redaction")
    @Nullable
    String redaction;

    @FormParam("private")
    @Nullable
    String privateAllowed;

    @FormParam("samples")
    @Nullable
    String samples;

    @FormParam("receipts")
    @Nullable
    String receipts;

    @FormParam("secret")
    @Nullable
    String secret;

    @FormParam("authorities")
    @Nullable
    String authorities;

    @FormParam("client")
    @Nullable
    String client;

    /** An empty form, with what most people want. */
    static DestinationForm empty() {
        DestinationForm form = new DestinationForm();
        form.kind = TransportKind.SYSLOG.word();
        form.format = Format.Name.OCSF.word();
        form.redaction = Redaction.CONTENT.word();
        return form;
    }

    static DestinationForm of(DestinationView view) {
        DestinationForm form = new DestinationForm();
        form.name = view.name();
        form.kind = view.kind();
        form.address = view.address();
        form.format = view.format();
        form.options = view.options().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
        form.filter = view.filter();
        form.redaction = view.redaction();
        form.privateAllowed = view.privateAllowed() ? "on" : null;
        form.samples = view.samples() ? "on" : null;
        form.receipts = view.receipts() ? "on" : null;
        form.authorities = view.authorities();
        return form;
    }

    /** @param maxRecordBytes what was set by the API; 0 for what the kind brings */
    DestinationDraft draft(int maxRecordBytes) {
        TransportKind transport = word("kind", TransportKind.class, kind);
        return new DestinationDraft(
                Asked.orEmpty(name).strip(),
                transport,
                Asked.orEmpty(address).strip(),
                word("format", Format.Name.class, format),
                chosen(),
                Asked.orNull(filter),
                word("redaction", Redaction.class, redaction),
                samples != null,
                receipts != null,
                privateAllowed != null,
                maxRecordBytes == 0 ? transport.recordBytes() : maxRecordBytes,
                Asked.orNull(authorities),
                Asked.orNull(secret),
                Asked.orNull(client));
    }

    private Map<String, String> chosen() {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String line : Asked.orEmpty(options).split("\\R", MOST_OPTIONS + 1)) {
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1 || chosen.size() >= MOST_OPTIONS) {
                throw ProblemException.invalid("options: one name=value a line is expected");
            }
            chosen.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        return chosen;
    }

    private static <E extends Enum<E>> E word(String field, Class<E> type, @Nullable String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(field + ": one of the words of the form is expected"));
    }

    /** The latest records as they would leave; nothing is sent, and the secret is not asked for. */
    Trials.Preview preview(Trials trials, int most) {
        return trials.preview(
                word("format", Format.Name.class, format),
                Asked.orEmpty(filter),
                word("redaction", Redaction.class, redaction),
                samples != null,
                most);
    }

    public String getName() {
        return Asked.orEmpty(name);
    }

    public String getKind() {
        return Asked.orEmpty(kind);
    }

    public String getAddress() {
        return Asked.orEmpty(address);
    }

    public String getFormat() {
        return Asked.orEmpty(format);
    }

    public String getOptions() {
        return Asked.orEmpty(options);
    }

    public String getFilter() {
        return Asked.orEmpty(filter);
    }

    public String getRedaction() {
        return Asked.orEmpty(redaction);
    }

    public String getAuthorities() {
        return Asked.orEmpty(authorities);
    }

    public boolean isPrivateAllowed() {
        return privateAllowed != null;
    }

    public boolean isReceipts() {
        return receipts != null;
    }

    public boolean isSamples() {
        return samples != null;
    }

    /** The kinds with the options that each knows, for the hint below the field. */
    public List<KindHint> getKinds() {
        return Arrays.stream(TransportKind.values())
                .map(each -> new KindHint(
                        each.word(),
                        each.title(),
                        each.acknowledgement(Map.of()).meaning(),
                        each.options().stream().sorted().collect(Collectors.joining(", "))))
                .toList();
    }

    public List<String> getFormats() {
        return Arrays.stream(Format.Name.values()).map(Format.Name::word).toList();
    }

    public List<String> getRedactions() {
        return Arrays.stream(Redaction.values()).map(Redaction::word).toList();
    }

    /** A kind, what its yes is worth, and the options that it knows. */
    public record KindHint(String word, String title, String acknowledgement, String options) {}
}
