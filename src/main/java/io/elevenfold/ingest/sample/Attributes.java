package io.elevenfold.ingest.sample;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;

/** OTLP attributes in the order in which they are put. */
final class Attributes {

    private final List<KeyValue> values = new ArrayList<>();

    Attributes put(String key, String value) {
        return put(key, AnyValue.newBuilder().setStringValue(value).build());
    }

    Attributes put(String key, long value) {
        return put(key, AnyValue.newBuilder().setIntValue(value).build());
    }

    Attributes put(String key, double value) {
        return put(key, AnyValue.newBuilder().setDoubleValue(value).build());
    }

    Attributes put(String key, boolean value) {
        return put(key, AnyValue.newBuilder().setBoolValue(value).build());
    }

    Attributes put(String key, List<String> value) {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        value.forEach(each ->
                array.addValues(AnyValue.newBuilder().setStringValue(each).build()));
        return put(key, AnyValue.newBuilder().setArrayValue(array).build());
    }

    Attributes putAll(Attributes others) {
        values.addAll(others.values);
        return this;
    }

    List<KeyValue> list() {
        return List.copyOf(values);
    }

    private Attributes put(String key, AnyValue value) {
        values.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
        return this;
    }
}
