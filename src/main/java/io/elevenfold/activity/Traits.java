package io.elevenfold.activity;

import java.util.List;

/** Placeholder until merge. */
public final class Traits {
    private Traits() {}

    public static List<String> of(Activity a) {
        return List.of();
    }
}
