package io.elevenfold.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.elevenfold.ledger.Hashes;
import io.elevenfold.testing.LedgerKeyFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With openssl as the time-stamping authority, behind HTTP. */
class TimeStampsTest {

    private static final byte[] NOTE = "what is stamped\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private HttpServer authority;

    @BeforeEach
    void openTheAuthority() throws IOException {
        Files.writeString(
                folder.resolve("tsa.cnf"),
                """
                [req]
                distinguished_name = name
                prompt = no
                x509_extensions = stamping
                [name]
                CN = authority of a test
                [stamping]
                extendedKeyUsage = critical,timeStamping
                [tsa]
                default_tsa = config
                [config]
                serial = serial
                signer_cert = tsa.pem
                signer_key = tsa.key
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                digests = sha256
                """);
        Files.writeString(folder.resolve("serial"), "01\n");
        openssl("req -x509 -newkey rsa:2048 -nodes -days 2 -config tsa.cnf -keyout tsa.key -out tsa.pem");
        authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authority.createContext("/stamp", this::stamp);
        authority.createContext(
                "/stale", exchange -> answer(exchange, Files.readAllBytes(folder.resolve("reply.tsr"))));
        authority.start();
    }

    @AfterEach
    void closeTheAuthority() {
        authority.stop(0);
    }

    @Test
    void opensslVerifiesTheStamp() throws IOException {
        Files.write(folder.resolve("note"), NOTE);
        Files.write(
                folder.resolve("stamp.tsr"),
                at("/stamp").stamp(Hashes.plain(NOTE)).orElseThrow());

        openssl("ts -verify -data note -in stamp.tsr -CAfile tsa.pem");
        Files.writeString(folder.resolve("note"), "something else\n");
        assertThatThrownBy(() -> openssl("ts -verify -data note -in stamp.tsr -CAfile tsa.pem"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerToAnotherQuestionIsRefused() throws IOException {
        at("/stamp").stamp(Hashes.plain(NOTE));

        assertThatThrownBy(() -> at("/stale").stamp(Hashes.plain(NOTE)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("stamped something else");
        assertThatThrownBy(() -> at("/nowhere").stamp(Hashes.plain(NOTE))).hasMessageContaining("404");
    }

    @Test
    void nobodyIsAskedUnlessSomebodyIsConfigured() throws IOException {
        assertThat(new TimeStamps(Optional.empty()).stamp(Hashes.plain(NOTE))).isEmpty();
    }

    private TimeStamps at(String path) {
        return new TimeStamps(Optional.of(URI.create(
                "http://127.0.0.1:%d%s".formatted(authority.getAddress().getPort(), path))));
    }

    private void stamp(HttpExchange exchange) throws IOException {
        Files.write(folder.resolve("query.tsq"), exchange.getRequestBody().readAllBytes());
        openssl("ts -reply -config tsa.cnf -queryfile query.tsq -out reply.tsr");
        answer(exchange, Files.readAllBytes(folder.resolve("reply.tsr")));
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void openssl(String arguments) throws IOException {
        LedgerKeyFiles.run(Map.of(), "sh", "-c", "cd '%s' && openssl %s".formatted(folder, arguments));
    }
}
