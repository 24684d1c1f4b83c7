package io.elevenfold.detection.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.elevenfold.detection.RuleCatalog;
import io.elevenfold.platform.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code evaluate DIR}: replays every {@code *.ndjson} file of a folder through the rules that travel with the service
 * and prints as JSON how well they tell the labelled malicious from the benign.
 */
public final class Evaluate implements Command {

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public int run(List<String> arguments) {
        if (arguments.size() != 1 || !Files.isDirectory(Path.of(arguments.get(0)))) {
            System.err.println("evaluate takes one folder with labelled *.ndjson files");
            return 2;
        }
        try {
            System.out.println(json(report(Path.of(arguments.get(0)))));
            return 0;
        } catch (IOException e) {
            System.err.println("evaluate cannot read: " + e.getMessage());
            return 2;
        }
    }

    private static Map<String, Object> report(Path folder) throws IOException {
        RuleCatalog catalog = RuleCatalog.load();
        List<Map<String, Object>> files = new ArrayList<>();
        for (Path file : filesIn(folder)) {
            Replay replay = new Replay(catalog);
            try (Stream<String> lines = Files.lines(file)) {
                lines.forEach(replay::line);
            }
            if (replay.broken() > 0) {
                System.err.printf("%s: %d lines are no labelled events%n", file.getFileName(), replay.broken());
            }
            files.add(new Figures(file.getFileName().toString(), replay).asMap());
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("files", files);
        report.put("rules", catalog.rules().size());
        return report;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
        }
    }

    private static String json(Map<String, Object> report) throws JsonProcessingException {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report);
    }
}
