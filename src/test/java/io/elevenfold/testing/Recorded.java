package io.elevenfold.testing;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the API says was recorded. */
public final class Recorded {

    private Recorded() {}

    /** The activities of an endpoint, newest arrival first; at most 1,000. */
    public static List<Map<String, Object>> activitiesOf(UUID endpoint) {
        return Enrolled.asAdministrator()
                .queryParam("endpoint", endpoint)
                .queryParam("limit", 1000)
                .get("/api/v1/activity")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    /** The findings of an endpoint, worst first. */
    public static List<Map<String, Object>> findingsOf(UUID endpoint) {
        return Enrolled.asAdministrator()
                .queryParam("endpoint", endpoint)
                .queryParam("limit", 1000)
                .get("/api/v1/findings")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }
}
