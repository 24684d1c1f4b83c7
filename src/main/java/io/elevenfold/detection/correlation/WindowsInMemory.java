package io.elevenfold.detection.correlation;

import io.elevenfold.platform.LeastRecentlyUsed;
import java.util.Map;

/** Windows for as long as a process reads a file; the ones touched longest ago go when there are too many. */
public final class WindowsInMemory implements WindowStore {

    private static final int MOST = 100_000;

    private final Map<String, Window> windows = LeastRecentlyUsed.atMost(MOST);

    @Override
    public Window load(String correlation, String group) {
        return windows.computeIfAbsent(correlation + '\n' + group, unseen -> new Window());
    }

    @Override
    public void save(Correlation correlation, String group, Window window) {
        windows.put(correlation.id() + '\n' + group, window);
    }
}
