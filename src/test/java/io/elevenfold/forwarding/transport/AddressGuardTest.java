package io.elevenfold.forwarding.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that lie: they are asked of a resolver of our own. */
class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "168.63.129.16",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::169.254.169.254"
            })
    void aNameThatLeadsToMetadataIsRefusedWhateverIsAllowed(String address) {
        AddressGuard guard = new AddressGuard(true, host -> new InetAddress[] {InetAddress.getByName(address)});

        assertThatThrownBy(() -> guard.resolve("metadata.google.internal"))
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageContaining("never allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "::ffff:127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "198.18.0.1",
                "fc00::1",
                "fec0::1",
                "64:ff9b::0a00:0001",
                "2002:0a00:0001::1"
            })
    void aNameThatLeadsInsideIsRefusedUnlessAllowed(String address) throws Exception {
        AddressGuard.Names names = host -> new InetAddress[] {InetAddress.getByName(address)};

        assertThatThrownBy(() -> new AddressGuard(false, names).resolve("siem.example.org"))
                .isInstanceOf(RefusedAddressException.class);
        assertThat(new AddressGuard(true, names).resolve("siem.example.org")).hasSize(1);
    }

    @Test
    void oneForbiddenAddressAmongGoodOnesIsEnough() {
        AddressGuard guard = new AddressGuard(false, host ->
                new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")});

        assertThatThrownBy(() -> guard.resolve("siem.example.org")).isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void aNameThatChangesItsMindIsAskedAgainAndFoundOut() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AddressGuard guard = new AddressGuard(false, host -> new InetAddress[] {
            InetAddress.getByName(asked.getAndIncrement() == 0 ? "93.184.216.34" : "169.254.169.254")
        });

        assertThat(guard.resolve("rebinding.example.org")[0].getHostAddress()).isEqualTo("93.184.216.34");
        assertThat(asked).hasValue(1);
        assertThatThrownBy(() -> guard.resolve("rebinding.example.org")).isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void aNameThatNobodyKnowsIsAReceiverThatIsAway() {
        AddressGuard guard = new AddressGuard(false, host -> {
            throw new UnknownHostException(host);
        });

        assertThatThrownBy(() -> guard.resolve("nobody.example.org")).isNotInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:1", "LOCALHOST.:1", "127.1:1", "[::1]:1"})
    void aLineAsksTheGuardTooHoweverTheAddressIsWritten(String address) {
        Target target = new Target(TransportKind.SYSLOG, address, Map.of(), null, null, null, false);

        assertThatThrownBy(() -> new Line(target, true).close())
                .isInstanceOfAny(RefusedAddressException.class, UnknownHostException.class, DeliveryException.class)
                .hasMessageNotContaining("refused:");
    }
}
