package io.elevenfold.forwarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A receiver for HEC, _bulk and webhooks that fails as told, and can be killed and come back. */
public final class FaultyReceiver implements AutoCloseable {

    /** What it does to a request instead of answering well. */
    public enum Fault {
        BUSY,
        BROKEN,
        UNAVAILABLE,
        HANGS_UP,
        /** Takes the records, and hangs up before it says so. */
        TAKES_AND_HANGS_UP,
        SLOW,
        /** Takes the records, and leaves the sender waiting until it gives up or is gone. */
        TAKES_AND_NEVER_SAYS,
        /** Takes the request and never says a word. */
        SILENT
    }

    public static final byte[] WEBHOOK_KEY = "thirty-two bytes of a test's key".getBytes(StandardCharsets.US_ASCII);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    public final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    volatile String poison = "";
    /** Whether it ever says that a batch of HEC is indexed. */
    volatile boolean acknowledges = true;

    private final Set<String> indexed = new HashSet<>();
    /** Whether it remembers the records themselves, and not only their ids. */
    public volatile boolean remembers = true;

    private final Queue<JsonNode> records = new ConcurrentLinkedQueue<>();
    private final @Nullable SSLContext mutual;
    private final int port;
    private HttpServer server;
    private long nextAck;
    private final Set<Long> pendingAcks = new LinkedHashSet<>();

    public FaultyReceiver() {
        this(null);
    }

    /** @param mutual whom it trusts and who it is: then it speaks TLS and asks for a certificate */
    FaultyReceiver(@Nullable SSLContext mutual) {
        this.mutual = mutual;
        server = listening(0);
        port = server.getAddress().getPort();
    }

    public String address() {
        return (mutual == null ? "http://127.0.0.1:" : "https://localhost:") + port;
    }

    public void kill() {
        server.stop(0);
    }

    public void comeBack() {
        server = listening(port);
    }

    /** The ids of what arrived, repetitions removed, in the order of their first arrival. */
    public List<String> ids() {
        return List.copyOf(new LinkedHashSet<>(arrived));
    }

    /** The records as they arrived, repetitions included, in our flat form. */
    List<JsonNode> records() {
        return List.copyOf(records);
    }

    private HttpServer listening(int on) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), on);
            HttpServer made = mutual == null ? HttpServer.create(address, 50) : secured(address, mutual);
            made.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            made.createContext("/", this::handle);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer secured(InetSocketAddress address, SSLContext context) throws IOException {
        HttpsServer made = HttpsServer.create(address, 50);
        made.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        return made;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] raw = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        Fault fault = path.endsWith("/ack") ? null : faults.poll();
        if (fault == Fault.SLOW) {
            sleep(2_000);
        }
        if (fault == Fault.SILENT) {
            sleep(600_000);
        }
        if (fault == Fault.HANGS_UP) {
            exchange.close();
            return;
        }
        if (fault == Fault.BUSY || fault == Fault.BROKEN || fault == Fault.UNAVAILABLE) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(
                    exchange,
                    fault == Fault.BUSY ? 429 : fault == Fault.BROKEN ? 500 : 503,
                    "{\"text\":\"busy\",\"code\":9}");
            return;
        }
        String body = new String(
                "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                        ? new GZIPInputStream(new ByteArrayInputStream(raw)).readAllBytes()
                        : raw,
                StandardCharsets.UTF_8);
        Reply reply;
        try {
            reply = take(exchange, path, body);
        } catch (RuntimeException | IOException e) {
            complaints.add(e.toString());
            reply = new Reply(400, "{}");
        }
        if (fault == Fault.TAKES_AND_NEVER_SAYS) {
            return;
        }
        if (fault == Fault.TAKES_AND_HANGS_UP) {
            exchange.close();
            return;
        }
        answer(exchange, reply.status(), reply.body());
    }

    private record Reply(int status, String body) {}

    private synchronized Reply take(HttpExchange exchange, String path, String body) throws IOException {
        if (path.equals("/services/collector/event")) {
            return hec(exchange, body);
        }
        if (path.equals("/services/collector/ack")) {
            long id = MAPPER.readTree(body).get("acks").get(0).asLong();
            return new Reply(200, "{\"acks\":{\"%d\":%s}}".formatted(id, acknowledges && pendingAcks.remove(id)));
        }
        return path.endsWith("/_bulk") ? bulk(body) : webhook(exchange, body);
    }

    private Reply hec(HttpExchange exchange, String body) throws IOException {
        if (!"Splunk the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Reply(401, "{\"text\":\"Invalid authorization\",\"code\":3}");
        }
        List<String> ids = new ArrayList<>();
        for (String line : body.split("\n", -1)) {
            if (!line.isEmpty()) {
                JsonNode event = MAPPER.readTree(line);
                if (!poison.isEmpty() && line.contains(poison)) {
                    return new Reply(400, "{\"text\":\"Invalid data format\",\"code\":6,\"invalid-event-number\":0}");
                }
                ids.add(event.get("fields").get("event_id").asText());
                remember(event.get("event"));
            }
        }
        arrived.addAll(ids);
        pendingAcks.add(nextAck);
        return new Reply(200, "{\"text\":\"Success\",\"code\":0,\"ackId\":%d}".formatted(nextAck++));
    }

    private Reply bulk(String body) throws IOException {
        ArrayNode items = MAPPER.createArrayNode();
        String[] lines = body.split("\n", -1);
        for (int i = 0; i + 1 < lines.length; i += 2) {
            String id = MAPPER.readTree(lines[i]).get("create").get("_id").asText();
            JsonNode record = MAPPER.readTree(lines[i + 1]);
            ObjectNode item = items.addObject().putObject("create");
            if (!poison.isEmpty() && lines[i + 1].contains(poison)) {
                item.put("status", 400).putObject("error").put("type", "mapper_parsing_exception");
            } else if (!indexed.add(id)) {
                item.put("status", 409);
            } else {
                arrived.add(id);
                remember(record);
                item.put("status", 201);
            }
        }
        return new Reply(200, "{\"errors\":true,\"items\":" + items + "}");
    }

    private Reply webhook(HttpExchange exchange, String body) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        String signed = id + "." + exchange.getRequestHeaders().getFirst("webhook-timestamp") + "." + body;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(WEBHOOK_KEY, "HmacSHA256"));
            String expected =
                    "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            if (!expected.equals(exchange.getRequestHeaders().getFirst("webhook-signature"))) {
                complaints.add("the signature is wrong");
                return new Reply(401, "");
            }
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
        if (!poison.isEmpty() && body.contains(poison)) {
            return new Reply(422, "");
        }
        JsonNode data = MAPPER.readTree(body).get("data");
        remember(data);
        if (!data.get("event.id").asText().equals(id)) {
            complaints.add("the id of the message is not that of the record");
        }
        arrived.add(id);
        return new Reply(204, "");
    }

    private void remember(JsonNode record) {
        if (remembers) {
            records.add(record);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 || status == 204 ? -1 : bytes.length);
        if (bytes.length > 0 && status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
