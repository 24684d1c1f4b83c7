package io.elevenfold.forwarding.transport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * RFC 5424. Facility 13 (log audit). No byte order mark: rsyslog hands it to whoever reads the message as JSON. No
 * structured data of ours: that asks for a registered enterprise number.
 */
final class SyslogMessage {

    private static final int FACILITY = 13 * 8;
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private SyslogMessage() {}

    static byte[] of(Payload payload, String hostname) {
        int severity =
                switch (payload.record().severity()) {
                    case CRITICAL -> 2;
                    case HIGH -> 3;
                    case MEDIUM -> 4;
                    case LOW -> 5;
                    case INFO -> 6;
                };
        String header = "<%d>1 %s %s elevenfold - %s - "
                .formatted(
                        FACILITY + severity,
                        MICROS.format(payload.record().at()),
                        hostname,
                        payload.record().kind().word());
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        message.writeBytes(payload.bytes());
        return message.toByteArray();
    }

    /** Printable ASCII without spaces, at most 255. */
    static String hostname(Target target) {
        String name = target.option("hostname", "elevenfold").replaceAll("[^!-~]", "-");
        return name.isEmpty() ? "-" : name.substring(0, Math.min(255, name.length()));
    }
}
