package io.elevenfold.forwarding.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** POSTs to one receiver: no redirects, no cookies, no proxy, bounded answers, checked addresses. */
final class HttpSender implements AutoCloseable {

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);
    private static final int LONGEST_ANSWER = 4_000_000;
    private static final int LONGEST_QUOTE = 300;

    private final CloseableHttpClient client;
    private final URI base;

    HttpSender(Target target, Duration patience) {
        this.base = address(target);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Guarded(target.guard()))
                        .setTlsSocketStrategy(
                                new DefaultClientTlsStrategy(Tls.context(target.authorities(), target.client())))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.ofSeconds(10))
                                .setSocketTimeout(Timeout.of(patience))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(patience))
                        .setRedirectsEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .setUserAgent("elevenfold")
                .build();
    }

    private static URI address(Target target) {
        URI uri = URI.create(target.address());
        boolean secure = "https".equals(uri.getScheme());
        if (uri.getHost() == null || !secure && !("http".equals(uri.getScheme()) && target.privateAllowed())) {
            throw new DeliveryException(
                    DeliveryException.Sort.MISCONFIGURED,
                    "address: an https address is expected; http is taken where private addresses are allowed");
        }
        return uri;
    }

    /** The address with a path behind it, unless it has that path already. */
    URI below(String path) {
        String text = base.toString().replaceAll("/+$", "");
        return URI.create(text.endsWith(path) ? text : text + path);
    }

    /**
     * @param status HTTP status
     * @param retryAfter null when not given
     */
    record Reply(int status, byte[] body, @Nullable Duration retryAfter) {

        String quote() {
            String text = new String(body, 0, Math.min(body.length, LONGEST_QUOTE), StandardCharsets.UTF_8);
            return "HTTP " + status + " " + text.replaceAll("\\p{C}", " ").strip();
        }
    }

    Reply post(URI uri, Map<String, String> headers, String contentType, byte[] body, boolean compressed) {
        HttpPost post = new HttpPost(uri);
        headers.forEach(post::setHeader);
        try {
            if (compressed) {
                post.setHeader("Content-Encoding", "gzip");
            }
            post.setEntity(new ByteArrayEntity(compressed ? gzip(body) : body, ContentType.parse(contentType)));
            return client.execute(post, HttpSender::reply);
        } catch (IOException e) {
            throw DeliveryException.unavailable("no answer from " + uri.getHost(), e);
        }
    }

    /** The reply when it is one of success; else what the status means (docs/forwarding.md has the table). */
    static Reply successful(Reply reply) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return reply;
        }
        DeliveryException.Sort sort =
                switch (status) {
                    case 401, 403, 404, 405, 407 -> DeliveryException.Sort.MISCONFIGURED;
                    case 410 -> DeliveryException.Sort.GONE;
                    case 413 -> DeliveryException.Sort.TOO_LARGE;
                    case 408, 425, 429 -> DeliveryException.Sort.UNAVAILABLE;
                    default ->
                        status >= 500
                                ? DeliveryException.Sort.UNAVAILABLE
                                : status >= 400
                                        ? DeliveryException.Sort.REJECTED
                                        : DeliveryException.Sort.MISCONFIGURED;
                };
        throw new DeliveryException(sort, reply.quote(), 0, reply.retryAfter(), null);
    }

    private static Reply reply(ClassicHttpResponse response) throws IOException {
        byte[] body = new byte[0];
        if (response.getEntity() != null) {
            try (var stream = response.getEntity().getContent()) {
                body = stream == null ? body : stream.readNBytes(LONGEST_ANSWER);
            }
        }
        return new Reply(response.getCode(), body, retryAfter(response.getFirstHeader("Retry-After")));
    }

    private static @Nullable Duration retryAfter(@Nullable Header header) {
        if (header == null || !header.getValue().matches("\\d{1,6}")) {
            return null;
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(header.getValue()));
        return wanted.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wanted;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }

    private record Guarded(AddressGuard guard) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
