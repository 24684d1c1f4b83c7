package io.elevenfold.detection.correlation;

/** Where windows are between two events. */
public interface WindowStore {

    /** The window of a correlation and group; an empty one when there is none yet. */
    Window load(String correlation, String group);

    /** Keeps a window that was changed. */
    void save(Correlation correlation, String group, Window window);
}
