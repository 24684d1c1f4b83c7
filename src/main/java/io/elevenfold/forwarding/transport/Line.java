package io.elevenfold.forwarding.transport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
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
        URI uri = URI.create("line://" + target.address());
        if (uri.getHost() == null || uri.getPort() < 1) {
            throw new DeliveryException(DeliveryException.Sort.MISCONFIGURED, "address: host:port is expected");
        }
        if (!secure && !target.privateAllowed()) {
            throw new DeliveryException(
                    DeliveryException.Sort.MISCONFIGURED, "tls: needed where private addresses are not allowed");
        }
        InetAddress[] addresses = target.guard().resolve(uri.getHost());
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(addresses[0], uri.getPort()), CONNECT_MILLIS);
            plain.setSoTimeout(ANSWER_MILLIS);
            socket = secure ? secured(plain, target, uri) : plain;
            in = socket.getInputStream();
            out = new BufferedOutputStream(socket.getOutputStream(), 65_536);
        } catch (IOException e) {
            plain.close();
            throw e;
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
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }
}
