package io.elevenfold.ingest.sample;

import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Northwind Robotics, as {@code sample/organisation.yaml} describes it.
 *
 * @param versions level of posture to product to version
 */
record SampleOrganisation(List<SampleEndpoint> endpoints, Map<String, Map<String, String>> versions) {

    /** Days before the last one at which the reports of an endpoint are made, for one with three of them. */
    private static final int[] REPORT_DAYS = {28, 14, 4};

    private static final String NEVER_REPORTS = "own";

    SampleOrganisation {
        endpoints = List.copyOf(endpoints);
        versions = Map.copyOf(versions);
    }

    static SampleOrganisation northwind() {
        ContentNode file = ContentFiles.document("sample/organisation.yaml");
        String domain = file.text("domain");
        List<SampleEndpoint> endpoints = new ArrayList<>();
        for (ContentNode team : file.required("teams").items()) {
            for (ContentNode person : team.required("people").items()) {
                String name = person.text("name");
                SamplePerson owner = new SamplePerson(
                        name,
                        SamplePerson.email(name, domain),
                        team.text("name"),
                        team.text("work"),
                        team.text("repository"));
                person.required("endpoints").items().forEach(node -> endpoints.add(endpoint(node, owner)));
            }
        }
        Map<String, Map<String, String>> versions = new LinkedHashMap<>();
        file.required("versions").entries().forEach((level, products) -> {
            Map<String, String> ofLevel = new LinkedHashMap<>();
            products.entries().forEach((product, version) -> ofLevel.put(product, version.text()));
            versions.put(level, ofLevel);
        });
        return new SampleOrganisation(endpoints, versions);
    }

    private static SampleEndpoint endpoint(ContentNode node, SamplePerson owner) {
        return new SampleEndpoint(
                node.text("host"),
                node.text("os"),
                node.texts("agents"),
                node.texts("posture"),
                node.required("sessions").number(),
                "true".equals(node.textOrNull("hooks")),
                owner);
    }

    SampleEndpoint endpoint(String host) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.host().equals(host))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no endpoint " + host));
    }

    /** How many days before the last one the endpoint's report of this number (from 0) is made. */
    static int reportDay(int number, int reports) {
        return REPORT_DAYS[reports == 2 && number == 1 ? 2 : number];
    }

    /** Which version of an agent an endpoint runs, so many days before the last one. */
    String version(SampleEndpoint endpoint, String product, int daysBefore) {
        String level = endpoint.posture().isEmpty()
                ? NEVER_REPORTS
                : endpoint.posture().get(0);
        for (int i = 1; i < endpoint.posture().size(); i++) {
            // Updated on the day of the report, before anybody works.
            if (daysBefore <= reportDay(i, endpoint.posture().size())) {
                level = endpoint.posture().get(i);
            }
        }
        return java.util.Objects.requireNonNull(
                versions.getOrDefault(level, Map.of()).get(product), () -> "no version of " + product);
    }
}
