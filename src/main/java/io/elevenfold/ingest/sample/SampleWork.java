package io.elevenfold.ingest.sample;

import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ordinary work of {@code sample/work.yaml}, by its kind. */
final class SampleWork {

    private final Map<String, List<Turn>> turns;

    private SampleWork(Map<String, List<Turn>> turns) {
        this.turns = turns;
    }

    static SampleWork load() {
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        ContentFiles.document("sample/work.yaml")
                .entries()
                .forEach((kind, list) -> turns.put(
                        kind, list.items().stream().map(SampleWork::turn).toList()));
        return new SampleWork(turns);
    }

    static Turn turn(ContentNode node) {
        return new Turn(
                node.text("prompt"),
                node.required("steps").items().stream().map(Step::read).toList());
    }

    /** @throws IllegalArgumentException when there is no such kind of work */
    List<Turn> of(String kind) {
        List<Turn> known = turns.get(kind);
        if (known == null) {
            throw new IllegalArgumentException("no work of the kind " + kind);
        }
        return known;
    }
}
