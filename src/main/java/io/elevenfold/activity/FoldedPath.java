package io.elevenfold.activity;

import java.util.Locale;

/**
 * A path as it is compared: lower case, forward slashes.
 *
 * @param name what follows the last slash
 * @param hasDotInFolder whether a folder's name has a dot: most paths are told from those that we look for by that
 */
public record FoldedPath(String text, String name, boolean hasDotInFolder) {

    /** Of a path in any spelling. */
    public static FoldedPath of(String path) {
        return ofFolded(path.toLowerCase(Locale.ROOT).replace('\\', '/'));
    }

    static FoldedPath ofFolded(String path) {
        int folderEnd = path.lastIndexOf('/');
        return new FoldedPath(
                path, path.substring(folderEnd + 1), folderEnd > 0 && path.lastIndexOf('.', folderEnd) >= 0);
    }

    public boolean contains(String part) {
        return text.contains(part);
    }

    public boolean startsWith(String start) {
        return text.startsWith(start);
    }
}
