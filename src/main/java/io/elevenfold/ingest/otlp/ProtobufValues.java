package io.elevenfold.ingest.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code KeyValue} and {@code AnyValue}. Recurses only as deep as the limits let it; deeper values are skipped. */
final class ProtobufValues {

    private static final int DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private ProtobufValues() {}

    /** Reads one attribute; the stream stands at its length. */
    static void readAttribute(CodedInputStream in, AttributeCollector into) throws IOException {
        if (into.isFull()) {
            in.skipRawBytes(in.readRawVarint32());
            return;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        String key = "";
        Object value = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case KeyValue.KEY_FIELD_NUMBER << 3 | DELIMITED -> key = in.readString();
                case KeyValue.VALUE_FIELD_NUMBER << 3 | DELIMITED -> value = readValue(in, into, 0);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        into.put(key, value);
    }

    /** Reads an {@code AnyValue}; null when it is empty. */
    static @Nullable Object readValue(CodedInputStream in, AttributeCollector into, int level) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        Object value = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case AnyValue.STRING_VALUE_FIELD_NUMBER << 3 | DELIMITED -> value = into.text(in.readString());
                case AnyValue.BOOL_VALUE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT -> value = in.readBool();
                case AnyValue.INT_VALUE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_VARINT -> value = in.readInt64();
                case AnyValue.DOUBLE_VALUE_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_FIXED64 ->
                    value = finite(in.readDouble());
                case AnyValue.BYTES_VALUE_FIELD_NUMBER << 3 | DELIMITED ->
                    value = into.text(Base64.getEncoder().encodeToString(in.readByteArray()));
                case AnyValue.ARRAY_VALUE_FIELD_NUMBER << 3 | DELIMITED -> value = readList(in, into, level + 1);
                case AnyValue.KVLIST_VALUE_FIELD_NUMBER << 3 | DELIMITED -> value = readMap(in, into, level + 1);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return value;
    }

    /** JSON, the ledger's canonical form and the database have no NaN and no infinity: those become texts. */
    static Object finite(double number) {
        if (Double.isFinite(number)) {
            return number;
        }
        return Double.toString(number);
    }

    private static @Nullable Object readList(CodedInputStream in, AttributeCollector into, int level)
            throws IOException {
        if (!into.mayNest(level)) {
            in.skipRawBytes(in.readRawVarint32());
            return null;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        List<Object> list = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (ArrayValue.VALUES_FIELD_NUMBER << 3 | DELIMITED) && into.takesElement()) {
                Object value = readValue(in, into, level);
                if (value != null) {
                    list.add(value);
                }
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return list;
    }

    private static @Nullable Object readMap(CodedInputStream in, AttributeCollector into, int level)
            throws IOException {
        if (!into.mayNest(level)) {
            in.skipRawBytes(in.readRawVarint32());
            return null;
        }
        int outer = in.pushLimit(in.readRawVarint32());
        Map<String, Object> map = new LinkedHashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (KeyValueList.VALUES_FIELD_NUMBER << 3 | DELIMITED) && into.takesElement()) {
                readEntry(in, into, level, map);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return map;
    }

    private static void readEntry(CodedInputStream in, AttributeCollector into, int level, Map<String, Object> map)
            throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        String key = "";
        Object value = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case KeyValue.KEY_FIELD_NUMBER << 3 | DELIMITED -> key = into.text(in.readString());
                case KeyValue.VALUE_FIELD_NUMBER << 3 | DELIMITED -> value = readValue(in, into, level);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        if (value != null) {
            map.put(key, value);
        }
    }
}
