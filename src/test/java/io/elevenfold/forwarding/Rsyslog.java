package io.elevenfold.forwarding;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Debian's rsyslogd with TLS and RELP, writing what it gets to a file. Its main queue is a direct one: RELP then answers
 * when a message is in the file. With the usual queue in memory it answers before, and what it has acknowledged dies
 * with it.
 */
public final class Rsyslog implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");

    public final int tlsPort;
    public final int relpPort;
    /** Asks for a certificate, and takes that of localhost alone. */
    final int mutualTlsPort;

    /** RELP within TLS, with the same demand. */
    final int mutualRelpPort;

    private final Path folder;
    private final Path file;
    private Process process;

    public Rsyslog(Path folder, Certificates certificates) throws IOException, InterruptedException {
        this.folder = folder;
        this.file = folder.resolve("arrived.log");
        this.tlsPort = freePort();
        this.relpPort = freePort();
        this.mutualTlsPort = freePort();
        this.mutualRelpPort = freePort();
        Files.writeString(
                folder.resolve("rsyslog.conf"),
                """
                global(workDirectory="%1$s" DefaultNetstreamDriver="ossl" DefaultNetstreamDriverCAFile="%2$s"
                  DefaultNetstreamDriverCertFile="%2$s" DefaultNetstreamDriverKeyFile="%3$s" maxMessageSize="64k")
                module(load="imtcp" StreamDriver.Name="ossl" StreamDriver.Mode="1" StreamDriver.AuthMode="anon")
                module(load="imrelp" tls.tlslib="openssl")
                main_queue(queue.type="Direct")
                template(name="plain" type="string" string="%%hostname%% %%msgid%% %%msg%%\\n")
                input(type="imtcp" port="%4$d" address="127.0.0.1" SupportOctetCountedFraming="on")
                input(type="imrelp" port="%5$d" address="127.0.0.1" maxDataSize="64k")
                input(type="imtcp" port="%7$d" address="127.0.0.1" SupportOctetCountedFraming="on" StreamDriver.Name="ossl"
                  StreamDriver.Mode="1" StreamDriver.AuthMode="x509/name" PermittedPeer=["localhost"])
                input(type="imrelp" port="%8$d" address="127.0.0.1" maxDataSize="64k" tls="on" tls.caCert="%2$s"
                  tls.myCert="%2$s" tls.myPrivKey="%3$s" tls.authMode="name" tls.permittedPeer=["localhost"])
                action(type="omfile" file="%6$s" template="plain" asyncWriting="off" flushOnTXEnd="on")
                """
                        .formatted(
                                folder,
                                certificates.certificate(),
                                certificates.key(),
                                tlsPort,
                                relpPort,
                                file,
                                mutualTlsPort,
                                mutualRelpPort));
        start();
    }

    /** Whether it is installed; {@code .ci/run} sees to it. */
    public static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    public void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-n",
                        "-f",
                        folder.resolve("rsyslog.conf").toString(),
                        "-i",
                        folder.resolve("pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("rsyslogd.out").toFile()))
                .start();
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!IntStream.of(tlsPort, relpPort, mutualTlsPort, mutualRelpPort).allMatch(Rsyslog::answers)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new IOException("rsyslogd did not start: " + Files.readString(folder.resolve("rsyslogd.out")));
            }
            Thread.sleep(100);
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
        folder.resolve("pid").toFile().delete();
    }

    public List<String> lines() throws IOException {
        return Files.exists(file)
                ? Files.readString(file, StandardCharsets.UTF_8).lines().toList()
                : List.of();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
