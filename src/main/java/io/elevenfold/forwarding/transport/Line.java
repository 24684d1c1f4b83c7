package io.elevenfold.forwarding.transport;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A connection to a host and port, with TLS unless it was chosen otherwise. */
final class Line implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Line(Target target, boolean secure) throws IOException {
        this(target, secure, Duration.ofMillis(ANSWER_MILLIS));
    }

    /** @param patience for a peer that does not read */
    Line(Target target, boolean secure, Duration patience) throws IOException {
        URI uri = URI.create("line://" + target.address());
        if (uri.getHost() == null || uri.getPort() < 1) {
            throw new DeliveryException(DeliveryException.Sort.MISCONFIGURED, "address: host:port is expected");
        }
        if (!secure && !target.privateAllowed()) {
            throw new DeliveryException(
                    DeliveryException.Sort.MISCONFIGURED, "tls: needed where private addresses are not allowed");
        }
        Socket plain = connected(target.guard().resolve(uri.getHost()), uri.getPort());
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(ANSWER_MILLIS);
            socket = secure ? secured(plain, target, uri) : plain;
            in = socket.getInputStream();
            out = new BufferedOutputStream(new Impatient(socket.getOutputStream(), plain, patience), 65_536);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** To the first address of a name that answers. */
    private static Socket connected(InetAddress[] addresses, int port) throws IOException {
        IOException last = new IOException("the name has no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /** A peer that does not read would hold a write for ever: then the connection is closed, and the write fails. */
    private static final class Impatient extends FilterOutputStream {

        private static final ScheduledExecutorService WATCH = watch();

        /** Below TLS, whose own closing would wait behind the write. */
        private final Socket plain;

        private final Duration patience;

        Impatient(OutputStream out, Socket plain, Duration patience) {
            super(out);
            this.plain = plain;
            this.patience = patience;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ScheduledFuture<?> cut = WATCH.schedule(() -> hangUp(plain), patience.toMillis(), TimeUnit.MILLISECONDS);
            try {
                out.write(bytes, from, length);
            } finally {
                cut.cancel(false);
            }
        }

        private static ScheduledExecutorService watch() {
            ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "forward-watch");
                thread.setDaemon(true);
                return thread;
            });
            watch.setRemoveOnCancelPolicy(true);
            return watch;
        }
    }

    private static Socket secured(Socket plain, Target target, URI uri) throws IOException {
        SSLSocket secured = (SSLSocket) Tls.context(target.authorities(), target.client())
                .getSocketFactory()
                .createSocket(plain, uri.getHost(), uri.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    OutputStream out() {
        return out;
    }

    InputStream in() {
        return in;
    }

    /** Looks whether the peer has hung up; a peer that only listens says nothing else. */
    void stillThere() throws IOException {
        socket.setSoTimeout(1);
        try {
            if (in.read() < 0) {
                throw new IOException("the peer has closed the connection");
            }
        } catch (SocketTimeoutException nothingToRead) {
            return;
        } finally {
            socket.setSoTimeout(ANSWER_MILLIS);
        }
    }

    @Override
    public void close() {
        hangUp(socket);
    }

    private static void hangUp(Socket open) {
        try {
            open.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }
}
