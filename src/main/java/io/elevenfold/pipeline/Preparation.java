package io.elevenfold.pipeline;

import io.elevenfold.activity.Activity;
import io.elevenfold.activity.CanonicalActivity;
import io.elevenfold.activity.Field;
import io.elevenfold.activity.FieldGroups;
import io.elevenfold.activity.SessionKey;
import io.elevenfold.activity.Traits;
import io.elevenfold.detection.taint.Told;
import io.elevenfold.identity.Sender;
import io.elevenfold.ledger.Commitments;
import io.elevenfold.ledger.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an event that does not depend on the others: done by the door's thread, so that the lane is left
 * with order and storage.
 */
final class Preparation {

    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    /** What indexes hold: PostgreSQL takes no entry longer than a third of a page. */
    private static final Set<Field> WORDS = EnumSet.of(
            Field.AGENT_PRODUCT,
            Field.EVENT_ACTION,
            Field.EVENT_OUTCOME,
            Field.ACTIVITY_PHASE,
            Field.DECISION_OUTCOME,
            Field.USER_EMAIL);

    private static final int LONGEST_WORD = 256;
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private final Judge judge;
    private final Protector protector;
    private final Function<UUID, SecretKeySpec> keys;
    private final Questions questions;

    /** @param keys of subjects, for the salts of commitments */
    Preparation(Judge judge, Protector protector, Function<UUID, SecretKeySpec> keys, Questions questions) {
        this.judge = judge;
        this.protector = protector;
        this.keys = keys;
        this.questions = questions;
    }

    /** @param received when the request arrived */
    List<Prepared> prepare(Delivery delivery, Instant received) {
        Sender sender = delivery.sender();
        UUID subject = sender.personId() != null
                ? sender.personId()
                : sender.endpointId() != null ? sender.endpointId() : sender.tokenId();
        UUID origin = origin(sender);
        List<Identified> identified = new ArrayList<>(delivery.activities().size());
        for (Activity activity : delivery.activities()) {
            Activity full = identified(activity, sender, received);
            identified.add(new Identified(activity, full, SessionKey.of(origin, full)));
        }
        Request request = new Request(sender, subject, received, Commitments.macOf(keys.apply(subject)), ascii(origin));
        List<Prepared> prepared = new ArrayList<>(identified.size());
        for (Identified each : timed(identified, received)) {
            prepared.add(prepare(each, request));
        }
        return prepared;
    }

    /** An event as it arrived, and with its sender's identity. */
    private record Identified(Activity arrived, Activity full, @Nullable UUID sessionKey) {}

    /** What the events of a request have in common, and how often each of them is in it. */
    private record Request(
            Sender sender,
            UUID subject,
            Instant received,
            Mac mac,
            byte[] origin,
            CanonicalActivity canonical,
            Map<UUID, Integer> copies) {

        Request(Sender sender, UUID subject, Instant received, Mac mac, byte[] origin) {
            this(sender, subject, received, mac, origin, new CanonicalActivity(), new HashMap<>());
        }

        /**
         * The same record sent again in another batch has the same id; two equal records of one request are two events.
         */
        UUID idOf(byte[] digest) {
            UUID id = uuid(Hashes.plain(origin, digest));
            int copy = copies.merge(id, 1, Integer::sum);
            return copy == 1 ? id : uuid(Hashes.plain(origin, digest, ascii(copy)));
        }
    }

    /** People's answers with the time that they took, where the questions were heard. */
    private List<Identified> timed(List<Identified> request, Instant received) {
        if (request.stream().noneMatch(each -> Answers.isUntimed(each.full()))) {
            return request;
        }
        Answers answers = new Answers(questions, received, protector::protect);
        request.forEach(each -> answers.add(each.full(), atOf(each.full(), received), each.sessionKey()));
        return request.stream()
                .map(each -> !Answers.isUntimed(each.full())
                        ? each
                        : answers.time(each.full(), atOf(each.full(), received), each.sessionKey())
                                .map(time -> each.full().toBuilder()
                                        .set(Field.DECISION_LATENCY_MS, time.toMillis())
                                        .build())
                                .map(full -> new Identified(each.arrived(), full, each.sessionKey()))
                                .orElse(each))
                .toList();
    }

    private Prepared prepare(Identified event, Request request) {
        CanonicalActivity canonical = request.canonical();
        canonical.begin(event.arrived());
        byte[] digest = Hashes.plain(canonical.whole());
        UUID id = request.idOf(digest);
        Activity full = event.full().toBuilder()
                .set(Field.RAW_SHA256, HexFormat.of().formatHex(digest))
                .build();
        Activity stored = protector.protect(full);
        canonical.become(stored);
        Judgement judgement = judge.judge(full, request.sender());
        List<Verdict> verdicts = judgement.verdicts().stream()
                .map(verdict -> verdict.protectedBy(stored))
                .toList();
        return new Prepared(
                stored,
                id,
                event.sessionKey(),
                atOf(full, request.received()),
                request.subject(),
                commit(request, id, FieldGroups.Group.ACTOR),
                commit(request, id, FieldGroups.Group.TARGET),
                commit(request, id, FieldGroups.Group.CONTENT),
                canonical.toBytes(),
                verdicts,
                judgement.hits(),
                judgement.contributions(),
                judgement.observations(),
                protectedBy(stored, judgement.told()));
    }

    private static Told protectedBy(Activity stored, Told told) {
        return told.conditionals().isEmpty()
                ? told
                : told.with(told.conditionals().stream()
                        .map(each -> each.with(RuleJudge.verdict(each.rule(), each.matched())
                                .protectedBy(stored)
                                .matched()))
                        .toList());
    }

    /** UUID version 8 (RFC 9562 §5.8). */
    private static UUID uuid(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong() & ~0xF000L | 0x8000L, bytes.getLong() >>> 2 | 0x8000000000000000L);
    }

    private static UUID origin(Sender sender) {
        return sender.endpointId() != null ? sender.endpointId() : sender.tokenId();
    }

    /** The token says who it is; what the payload says otherwise is kept as a claim. */
    private static Activity identified(Activity activity, Sender sender, Instant received) {
        Activity.Builder event = activity.toBuilder()
                .set(Field.TIMESTAMP, atOf(activity, received))
                .set(Field.ACTIVITY_TRAITS, Traits.of(activity))
                .setIfAbsent(Field.EVENT_ACTION, "other")
                .setIfAbsent(Field.AGENT_PRODUCT, "other");
        if (sender.endpointId() != null) {
            event.set(Field.ENDPOINT_ID, sender.endpointId().toString());
        }
        boundWords(activity, event);
        String claimed = event.get(Field.USER_EMAIL) instanceof String address ? address : null;
        if (sender.email() != null) {
            if (claimed != null && !claimed.toLowerCase(Locale.ROOT).equals(sender.email())) {
                event.set(Field.USER_CLAIMED_EMAIL, claimed);
            }
            event.set(Field.USER_EMAIL, sender.email()).set(Field.USER_IDENTITY_SOURCE, "token");
        } else {
            event.setIfAbsent(Field.USER_IDENTITY_SOURCE, claimed == null ? "none" : "agent_account");
        }
        return event.build();
    }

    private static void boundWords(Activity activity, Activity.Builder event) {
        List<String> cut = new ArrayList<>(activity.texts(Field.ACTIVITY_TRUNCATED));
        for (Field field : WORDS) {
            String word = activity.text(field);
            if (word != null && word.length() > LONGEST_WORD) {
                event.set(field, word.substring(0, LONGEST_WORD));
                cut.add(field.key());
            }
        }
        event.set(Field.ACTIVITY_TRUNCATED, cut);
    }

    /** An agent's clock may be wrong or its payload forged: a time outside of reason becomes the time of arrival. */
    private static Instant atOf(Activity activity, Instant received) {
        Instant claimed = activity.time(Field.TIMESTAMP);
        if (claimed == null || claimed.isBefore(EARLIEST) || claimed.isAfter(received.plus(CLOCK_SKEW))) {
            return received;
        }
        return claimed.minusNanos(claimed.getNano() % 1000);
    }

    private static @Nullable String commit(Request request, UUID id, FieldGroups.Group group) {
        ByteBuffer fields = request.canonical().group(group);
        return fields == null
                ? null
                : Commitments.commit(request.mac(), id, group.name().toLowerCase(Locale.ROOT), fields);
    }

    private static byte[] ascii(Object text) {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
