package io.elevenfold.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** Held to the reference implementation of RFC 8785, which reads a document and writes it canonically. */
class CanonicalJsonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RANDOM_DOCUMENTS = 3000;

    @Test
    void everyCharacterIsWrittenAsTheReferenceWritesIt() throws IOException {
        for (char c = 0; c < 0xd800; c++) {
            assertReference("a" + c + "z");
        }
        for (char c = 0xe000; c < 0xffff; c++) {
            assertReference(String.valueOf(c));
        }
        assertReference("😀\u0000😀\"\\/\b\f\n\r\t\u007f\u2028\u2029\ufeff\u202e");
    }

    @Test
    void numbersAreWrittenAsTheReferenceWritesThem() throws IOException {
        List<Number> numbers = List.of(
                0,
                -1,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0L,
                1L << 53,
                -(1L << 53),
                0.0,
                -0.0,
                1.0,
                -1.5,
                1e21,
                1e20,
                999999999999999900000.0,
                1e-6,
                1e-7,
                123456789012345680000.0,
                0.1 + 0.2,
                1.0 / 3,
                5e-324,
                Double.MAX_VALUE,
                Double.MIN_NORMAL,
                4.35,
                333333333.33333329,
                295147905179352830000.0);

        for (Number number : numbers) {
            assertReference(number);
        }
    }

    /** RFC 8785, appendix B. */
    @Test
    void numbersAreWrittenAsTheStandardShowsThem() {
        Map<Long, String> samples = new LinkedHashMap<>();
        samples.put(0x0000000000000000L, "0");
        samples.put(0x8000000000000000L, "0");
        samples.put(0x0000000000000001L, "5e-324");
        samples.put(0x8000000000000001L, "-5e-324");
        samples.put(0x7fefffffffffffffL, "1.7976931348623157e+308");
        samples.put(0x4340000000000000L, "9007199254740992");
        samples.put(0x4430000000000000L, "295147905179352830000");
        samples.put(0x44b52d02c7e14af5L, "9.999999999999997e+22");
        samples.put(0x44b52d02c7e14af6L, "1e+23");
        samples.put(0x444b1ae4d6e2ef4eL, "999999999999999700000");
        samples.put(0x444b1ae4d6e2ef50L, "1e+21");
        samples.put(0x3eb0c6f7a0b5ed8cL, "9.999999999999997e-7");
        samples.put(0x3eb0c6f7a0b5ed8dL, "0.000001");
        samples.put(0x41b3de4355555553L, "333333333.3333332");
        samples.put(0xbecbf647612f3696L, "-0.0000033333333333333333");
        samples.put(0x43143ff3c1cb0959L, "1424953923781206.2");

        samples.forEach((bits, text) ->
                assertThat(CanonicalJson.text(Double.longBitsToDouble(bits))).isEqualTo(text));
    }

    @Test
    void namesAreSortedByTheirUtf16Units() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6", "", "a.b", "a")) {
            map.put(name, name);
        }

        assertReference(map);
    }

    @Test
    void aDocumentOfManyShapesIsWrittenAsTheReferenceWritesIt() throws IOException {
        Random random = new Random(11);

        for (int i = 0; i < RANDOM_DOCUMENTS; i++) {
            assertReference(anything(random, 4));
        }
    }

    @Test
    void whatIsNoDoubleIsWrittenAsText() {
        assertThat(CanonicalJson.text(List.of((1L << 53) + 1, Long.MIN_VALUE)))
                .isEqualTo("[\"9007199254740993\",\"-9223372036854775808\"]");
    }

    @Test
    void halfACharacterIsReplaced() {
        assertThat(CanonicalJson.text("a\ud800b")).isEqualTo("\"a\ufffdb\"");
        assertThat(CanonicalJson.text("\udc00")).isEqualTo("\"\ufffd\"");
        assertThat(CanonicalJson.text("\ud83d")).isEqualTo("\"\ufffd\"");
        assertThat(CanonicalJson.text("\udc00\ud83d\ude00\ud83d")).isEqualTo("\"\ufffd\ud83d\ude00\ufffd\"");
        assertThat(CanonicalJson.bytes(Map.of("\ud800", 1)))
                .isEqualTo("{\"\ufffd\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anInstantIsItsIsoText() {
        assertThat(CanonicalJson.text(Instant.parse("2026-03-31T12:00:00.120Z")))
                .isEqualTo("\"2026-03-31T12:00:00.120Z\"");
    }

    @Test
    void whatHasNoJsonIsRefused() {
        for (Object value : Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, new Object(), 'c', new byte[0])) {
            assertThatThrownBy(() -> CanonicalJson.text(value)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void assertReference(Object value) throws IOException {
        // The reference wants an object or an array at the top.
        List<Object> document = List.of(value);
        byte[] expected = new JsonCanonicalizer(JSON.writeValueAsString(document)).getEncodedUTF8();

        assertThat(CanonicalJson.bytes(document)).isEqualTo(expected);
    }

    private static Object anything(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> text(random);
            case 1 -> random.nextLong() >> 11 + random.nextInt(50);
            case 2 -> finite(random);
            case 3 -> random.nextInt();
            case 4 -> random.nextBoolean();
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(anything(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    map.put(text(random), anything(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static double finite(Random random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : random.nextGaussian();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = random.nextInt(3) == 0 ? random.nextInt(0x20) : random.nextInt(Character.MAX_CODE_POINT + 1);
            boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            text.appendCodePoint(isHalf ? 'h' : point);
        }
        return text.toString();
    }
}
