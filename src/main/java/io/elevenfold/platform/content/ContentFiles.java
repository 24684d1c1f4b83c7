package io.elevenfold.platform.content;

import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the content files that travel with the service, in a jar as in a folder, always in the same order. */
public final class ContentFiles {

    private ContentFiles() {}

    /**
     * Every YAML document below a folder of the class path, ordered by file name and place in the file.
     *
     * @param folder for example {@code frameworks/controls}
     * @return empty when the folder does not exist
     * @throws ContentException when a file is not YAML
     */
    public static List<ContentNode> documentsBelow(String folder) {
        List<ContentNode> documents = new ArrayList<>();
        textsBelow(folder).forEach((name, text) -> documents.addAll(ContentNode.parse(name, text)));
        return List.copyOf(documents);
    }

    /** File name to text of every YAML file below a folder of the class path, ordered by name. */
    public static Map<String, String> textsBelow(String folder) {
        Map<String, String> files = new TreeMap<>();
        try {
            ClassPathUtils.consumeAsPaths(folder, root -> readAll(folder, root, files));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return files;
    }

    /**
     * The single document of one file.
     *
     * @throws ContentException when the file is missing, is not YAML or holds another number of documents
     */
    public static ContentNode document(String file) {
        List<ContentNode> documents = new ArrayList<>();
        try {
            ClassPathUtils.consumeAsPaths(file, path -> documents.addAll(ContentNode.parse(file, read(path))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        if (documents.size() != 1) {
            throw new ContentException(file + ":1", "expected one document, found " + documents.size());
        }
        return documents.get(0);
    }

    private static void readAll(String folder, Path root, Map<String, String> files) {
        try (Stream<Path> paths = Files.walk(root)) {
            paths.filter(ContentFiles::isYaml)
                    .forEach(path -> files.put(folder + "/" + unixPath(root.relativize(path)), read(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isYaml(Path path) {
        String name = path.toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static String unixPath(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static String read(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
