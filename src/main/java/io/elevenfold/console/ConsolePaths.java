package io.elevenfold.console;

/** Tells the pages of people from the doors of machines. */
final class ConsolePaths {

    private ConsolePaths() {}

    /** @param path normalised, beginning with a slash */
    static boolean contains(String path) {
        return !(path.startsWith("/api/") || path.startsWith("/v1/") || path.startsWith("/q/"));
    }

    /** Files that are the same for everybody. */
    static boolean isAsset(String path) {
        return path.startsWith("/assets/") || path.startsWith("/webjars/") || path.startsWith("/schemas/");
    }
}
