package io.elevenfold.forwarding.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.elevenfold.forwarding.format.Corpus;
import io.elevenfold.forwarding.format.Format;
import io.elevenfold.forwarding.format.Outgoing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Read back by the grammar of RFC 5424 §6 and the framing of RFC 5425 §4.3, written apart from the writer. */
class SyslogMessageTest {

    private static final Pattern MESSAGE = Pattern.compile("<(?<pri>1[0-8][0-9]|19[01]|[1-9]?[0-9])>1 "
            + "(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z) "
            + "(?<host>[!-~]{1,255}) (?<app>[!-~]{1,48}) (?<proc>[!-~]{1,128}) (?<id>[!-~]{1,32}) - (?<msg>.*)");

    @ParameterizedTest
    @EnumSource(Format.Name.class)
    void everyMessageIsReadBackAloneAndWhole(Format.Name name) throws Exception {
        List<Outgoing> records = Corpus.all();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<String> lines = new ArrayList<>();
        for (Outgoing record : records) {
            String line = Format.named(name).write(record.bounded(2_000, 50));
            byte[] message = SyslogMessage.of(new Payload(record, line, true, false), "host");
            stream.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            stream.writeBytes(message);
            lines.add(line);
        }

        ByteArrayInputStream in = new ByteArrayInputStream(stream.toByteArray());
        for (int i = 0; i < records.size(); i++) {
            var read = MESSAGE.matcher(frame(in));
            assertThat(read.matches()).isTrue();
            assertThat(read.group("id")).isEqualTo(records.get(i).kind().word());
            assertThat(read.group("msg")).isEqualTo(lines.get(i));
            assertThat(Integer.parseInt(read.group("pri")) / 8).as("log audit").isEqualTo(13);
        }
        assertThat(in.read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(TransportKind.class)
    void aHostNameIsOneWordOfAscii(TransportKind kind) {
        String hostile = "a b\n<110>1 \u202e" + "é".repeat(300);
        Target target = new Target(kind, "localhost:1", java.util.Map.of("hostname", hostile), null, null, null, true);

        assertThat(SyslogMessage.hostname(target)).matches("[!-~]{1,255}");
    }

    private static String frame(ByteArrayInputStream in) throws IOException {
        int length = 0;
        for (int c = in.read(); c != ' '; c = in.read()) {
            assertThat(c).isBetween((int) '0', (int) '9');
            length = length * 10 + (c - '0');
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readNBytes(length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException("not UTF-8", e);
        }
    }
}
