package io.elevenfold.activity;

import java.util.Locale;

/** What an activity amounts to, beside its kind; several at once. */
enum Trait {
    DEPENDENCY_INSTALL,
    SECRET_ACCESS,
    NETWORK_EGRESS,
    DESTRUCTIVE,
    VCS_PUSH,
    PACKAGE_PUBLISH,
    PRIVILEGE_ESCALATION,
    CONFIG_CHANGE,
    PERSISTENCE;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** As in {@code activity.traits}. */
    String key() {
        return key;
    }
}
