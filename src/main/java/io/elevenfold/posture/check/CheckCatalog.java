package io.elevenfold.posture.check;

import io.elevenfold.platform.content.ContentException;
import io.elevenfold.platform.content.ContentFiles;
import io.elevenfold.platform.content.ContentNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All checks, compiled. Loading takes some hundred milliseconds and is done once. */
public final class CheckCatalog {

    private static final String FOLDER = "frameworks/checks";

    private final Map<String, Check> checks;

    private CheckCatalog(Map<String, Check> checks) {
        this.checks = Collections.unmodifiableMap(checks);
    }

    /**
     * The checks that travel with the service.
     *
     * @throws ContentException with file, line and reason, when a check says something that cannot be true
     */
    public static CheckCatalog load() {
        List<ContentNode> documents = ContentFiles.documentsBelow(FOLDER);
        if (documents.isEmpty()) {
            throw new ContentException(FOLDER + ":1", "no checks found");
        }
        return of(documents);
    }

    /** @throws ContentException when a check says something that cannot be true, or two have the same id */
    static CheckCatalog of(List<ContentNode> documents) {
        CheckReader reader = new CheckReader();
        Map<String, Check> checks = new TreeMap<>();
        for (ContentNode document : documents) {
            Check check = reader.read(document);
            Check twin = checks.putIfAbsent(check.id(), check);
            if (twin != null) {
                throw document.wrong("the id %s already stands at %s".formatted(check.id(), twin.location()));
            }
        }
        return new CheckCatalog(checks);
    }

    /** Ordered by id. */
    public List<Check> checks() {
        return new ArrayList<>(checks.values());
    }

    public Optional<Check> find(String id) {
        return Optional.ofNullable(checks.get(id));
    }
}
