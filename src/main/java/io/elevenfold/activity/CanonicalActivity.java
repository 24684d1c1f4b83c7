package io.elevenfold.activity;

import io.elevenfold.platform.CanonicalJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An activity in canonical JSON (RFC 8785), as it was and as it becomes: what stays the same between the two is written
 * once, and the groups of the ledger's commitments are put together from what is written already. The bytes are those of
 * {@link CanonicalJson#bytes} of {@link Activity#asMap} and of {@link FieldGroups#of(Activity)}.
 *
 * <p>Can be used for one activity after another; not for two threads.
 */
public final class CanonicalActivity {

    /** String.compareTo orders by UTF-16 code units, as RFC 8785 §3.2.3 asks. */
    private static final Field[] IN_ORDER = Arrays.stream(Field.values())
            .sorted(Comparator.comparing(Field::key))
            .toArray(Field[]::new);

    private static final byte[][] NAMES = Arrays.stream(IN_ORDER)
            .map(field -> ('"' + field.key() + "\":").getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private static final FieldGroups.@Nullable Group[] GROUPS =
            Arrays.stream(IN_ORDER).map(FieldGroups::of).toArray(FieldGroups.Group[]::new);

    /** Members of the document, {@code "name":value}, in the order in which they were first written. */
    private final CanonicalJson members = new CanonicalJson();

    private final CanonicalJson document = new CanonicalJson();
    private final @Nullable Object[] values = new @Nullable Object[IN_ORDER.length];
    private final int[] from = new int[IN_ORDER.length];
    private final int[] to = new int[IN_ORDER.length];
    private final List<Extra> extras = new ArrayList<>();

    /** What the model does not know. */
    private record Extra(String name, int from, int to) {}

    /** Another activity. */
    public void begin(Activity activity) {
        members.clear();
        Arrays.fill(values, null);
        become(activity);
    }

    /** The same activity, changed. */
    public void become(Activity activity) {
        for (int i = 0; i < IN_ORDER.length; i++) {
            Object value = activity.get(IN_ORDER[i]);
            if (value != values[i]) {
                values[i] = value;
                from[i] = members.size();
                if (value != null) {
                    members.copy(NAMES[i]);
                    members.write(value);
                }
                to[i] = members.size();
            }
        }
        extras.clear();
        for (Map.Entry<String, Object> extra : activity.extras().entrySet()) {
            int begin = members.size();
            members.write(extra.getKey());
            members.sign(':');
            members.write(extra.getValue());
            extras.add(new Extra(extra.getKey(), begin, members.size()));
        }
    }

    /** The whole activity; good until the next question. */
    public ByteBuffer whole() {
        return assemble(null);
    }

    /** The whole activity, to keep. */
    public byte[] toBytes() {
        assemble(null);
        return document.toBytes();
    }

    /** The fields of a group, good until the next question; null when there are none. */
    public @Nullable ByteBuffer group(FieldGroups.Group group) {
        ByteBuffer object = assemble(group);
        return object.remaining() == "{}".length() ? null : object;
    }

    private ByteBuffer assemble(FieldGroups.@Nullable Group group) {
        document.clear();
        document.sign('{');
        int extra = group == null || group == FieldGroups.Group.CONTENT ? 0 : extras.size();
        for (int i = 0; i < IN_ORDER.length; i++) {
            if (values[i] != null && (group == null || GROUPS[i] == group)) {
                while (extra < extras.size() && extras.get(extra).name().compareTo(IN_ORDER[i].key()) < 0) {
                    add(extras.get(extra).from(), extras.get(extra).to());
                    extra++;
                }
                add(from[i], to[i]);
            }
        }
        for (; extra < extras.size(); extra++) {
            add(extras.get(extra).from(), extras.get(extra).to());
        }
        document.sign('}');
        return document.buffer();
    }

    private void add(int begin, int end) {
        if (document.size() > 1) {
            document.sign(',');
        }
        document.copy(members, begin, end);
    }
}
