package io.elevenfold.detection.correlation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Windows for as long as a process reads a file; the ones touched longest ago go when there are too many. */
public final class WindowsInMemory implements WindowStore {

    private static final int MOST = 100_000;

    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > MOST;
        }
    };

    @Override
    public Window load(String correlation, String group) {
        return windows.computeIfAbsent(correlation + '\n' + group, unseen -> new Window(List.of()));
    }

    @Override
    public void save(Correlation correlation, String group, Window window) {
        windows.put(correlation.id() + '\n' + group, window);
    }
}
