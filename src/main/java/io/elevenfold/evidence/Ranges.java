package io.elevenfold.evidence;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Positions, as runs that do not touch: a few for millions. */
final class Ranges {

    private final NavigableMap<Long, Long> lastByFirst = new TreeMap<>();

    /** Both ends belong to it. */
    void add(long first, long last) {
        long begin = first;
        long end = last;
        Map.Entry<Long, Long> near = lastByFirst.floorEntry(end + 1);
        while (near != null && near.getValue() >= begin - 1) {
            begin = Math.min(begin, near.getKey());
            end = Math.max(end, near.getValue());
            lastByFirst.remove(near.getKey());
            near = lastByFirst.floorEntry(end + 1);
        }
        lastByFirst.put(begin, end);
    }

    boolean contains(long position) {
        Map.Entry<Long, Long> run = lastByFirst.floorEntry(position);
        return run != null && run.getValue() >= position;
    }
}
