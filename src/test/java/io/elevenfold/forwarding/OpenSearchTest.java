package io.elevenfold.forwarding;

import static io.elevenfold.testing.Enrolled.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.elevenfold.testing.KnownAdministrator;
import io.elevenfold.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A real node: data stream, strict template, write block, killed and back. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KnownAdministrator.class)
class OpenSearchTest extends WithDestinations {

    private static final String TEMPLATE =
            """
            {"index_patterns":["logs-*"],"data_stream":{},"priority":500,"template":{
              "settings":{"number_of_replicas":0},
              "mappings":{"dynamic":"strict","properties":{
                "@timestamp":{"type":"date"},"ecs":{"type":"object","dynamic":true},"message":{"type":"keyword","ignore_above":1000},
                "observer":{"type":"object","dynamic":true},"event":{"type":"object","dynamic":true},
                "host":{"type":"object","dynamic":true},"user":{"type":"object","dynamic":true},
                "gen_ai":{"type":"object","dynamic":true},"elevenfold":{"type":"object","dynamic":true},
                "process":{"properties":{"command_line":{"type":"keyword","ignore_above":1000},"exit_code":{"type":"long"},
                  "name":{"type":"keyword"},"working_directory":{"type":"keyword"}}},
                "service":{"type":"object","dynamic":true}}}}}""";

    @Test
    void everyRecordIsIndexedOnceThoughTheNodeRefusedWasBlockedAndKilled() throws Exception {
        String obstacle = OpenSearchNode.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
        String marker = "marker-" + UUID.randomUUID();
        try (OpenSearchNode node = new OpenSearchNode()) {
            node.request("PUT", "/_index_template/logs", TEMPLATE);
            UUID destination = make(
                    "elastic",
                    "http://127.0.0.1:" + node.port,
                    marker,
                    Map.of("format", "ecs", "options", Map.of("index", "logs-elevenfold.audit-default")));
            send(marker, 0, 50);
            eventually(() -> ids(node).size() == 50);
            // Fields that the template does not know: 400 for this item, under HTTP 200.
            sendRaw("{\"event.action\":\"network\",\"gen_ai.tool.name\":\"%s\",\"url.full\":\"https://example.org/\"}"
                    .formatted(marker));
            send(marker, 50, 60);
            eventually(() -> ids(node).size() == 60);
            assertThat(letters(destination)).singleElement().satisfies(letter -> assertThat(
                            letter.get("reason").toString())
                    .contains("400")
                    .contains("strict_dynamic_mapping_exception"));

            node.request("PUT", "/logs-elevenfold.audit-default/_settings", "{\"index.blocks.write\":true}");
            send(marker, 60, 70);
            eventually(() -> "failing".equals(state(destination)));
            assertThat(failure(destination)).contains("403").contains("cluster_block_exception");
            node.request("PUT", "/logs-elevenfold.audit-default/_settings", "{\"index.blocks.write\":false}");
            // A person must act on 403; who has acted need not wait for the next try.
            move(destination, "pause");
            move(destination, "resume");
            eventually(() -> ids(node).size() == 70);

            node.kill();
            send(marker, 70, 90);
            eventually(() -> "failing".equals(state(destination)));
            node.start();
            replay(destination);

            List<String> expected = new ArrayList<>(recorded(marker));
            assertThat(expected).hasSize(91);
            eventually(() -> ids(node).size() == 90 && lag(destination) == 0);
            assertThat(expected).containsAll(ids(node));
            assertThat(ids(node)).doesNotHaveDuplicates();
            assertThat(letters(destination)).hasSize(1);
        }
    }

    private static List<String> ids(OpenSearchNode node) throws Exception {
        node.request("POST", "/logs-elevenfold.audit-default/_refresh", "");
        JsonNode found = node.request("GET", "/logs-elevenfold.audit-default/_search?size=1000&_source=event.id", "");
        return found.findValues("_source").stream()
                .map(source -> source.at("/event/id").asText())
                .toList();
    }

    private static String failure(UUID destination) {
        return asAdministrator()
                .get("/api/v1/destinations/" + destination)
                .then()
                .statusCode(200)
                .extract()
                .path("last_failure");
    }

    private static void move(UUID destination, String to) {
        asAdministrator()
                .post("/api/v1/destinations/" + destination + "/" + to)
                .then()
                .statusCode(200);
    }

    private static void replay(UUID destination) {
        asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of("from", "2020-01-01T00:00:00Z"))
                .post("/api/v1/destinations/" + destination + "/replay")
                .then()
                .statusCode(200);
    }
}
