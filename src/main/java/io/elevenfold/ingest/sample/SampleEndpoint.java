package io.elevenfold.ingest.sample;

import java.util.List;

/**
 * A machine of the sample organisation.
 *
 * @param os family: macos, linux or windows
 * @param agents products by their name in events, the most used one first
 * @param posture how well it was set up at each of its reports, oldest first; empty when it never reports
 * @param sessions a week
 * @param hooks whether its agents' hooks report here too
 */
record SampleEndpoint(
        String host,
        String os,
        List<String> agents,
        List<String> posture,
        int sessions,
        boolean hooks,
        SamplePerson person) {

    SampleEndpoint {
        agents = List.copyOf(agents);
        posture = List.copyOf(posture);
    }

    /** The folder in which its person works, as the operating system writes it. */
    String workspace() {
        return home() + separator() + "work" + separator() + person.repository();
    }

    String home() {
        return switch (os) {
            case "macos" -> "/Users/" + person.login();
            case "windows" -> "C:\\Users\\" + person.login();
            default -> "/home/" + person.login();
        };
    }

    /** A path as an agent on this machine would name it. */
    String path(String path) {
        if (path.startsWith("~/")) {
            return home() + separator() + path.substring(2).replace("/", separator());
        }
        return path.startsWith("/") ? path : workspace() + separator() + path.replace("/", separator());
    }

    private String separator() {
        return os.equals("windows") ? "\\" : "/";
    }
}
