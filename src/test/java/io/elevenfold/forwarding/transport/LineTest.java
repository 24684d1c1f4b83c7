package io.elevenfold.forwarding.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LineTest {

    @Test
    @Timeout(30)
    void aPeerThatNeverReadsHoldsNobodyForEver() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Target target = new Target(
                    TransportKind.RELP, "127.0.0.1:" + server.getLocalPort(), Map.of(), null, null, null, true);
            try (Line line = new Line(target, false, Duration.ofMillis(300))) {
                byte[] much = new byte[1_000_000];

                assertThatThrownBy(() -> {
                            for (int i = 0; i < 100; i++) {
                                line.out().write(much);
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aPeerThatReadsSlowlyIsWaitedFor() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Target target = new Target(
                    TransportKind.RELP, "127.0.0.1:" + server.getLocalPort(), Map.of(), null, null, null, true);
            try (Line line = new Line(target, false, Duration.ofSeconds(20));
                    var peer = server.accept()) {
                line.out().write(new byte[10_000]);
                line.out().flush();

                assertThat(peer.getInputStream().readNBytes(10_000)).hasSize(10_000);
            }
        }
    }
}
