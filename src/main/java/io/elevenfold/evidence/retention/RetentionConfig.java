package io.elevenfold.evidence.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many days records stay, by class; 0 keeps them for good. A legal hold beats all of it. */
@ConfigMapping(prefix = "elevenfold.retention")
interface RetentionConfig {

    /** When what is old enough goes, as a Quartz cron. */
    String cron();

    /** Events. At least 30. */
    @WithDefault("0")
    int activityDays();

    /** Posture reports and results of checks that later ones took the place of. At least 30. */
    @WithDefault("0")
    int postureDays();

    /** Findings, from the day on which they were resolved. At least 30. */
    @WithDefault("0")
    int findingDays();

    /** Sessions, from their last event on. At least 30. */
    @WithDefault("0")
    int sessionDays();

    /** Entries of the log of governance. At least 365. */
    @WithDefault("0")
    int governanceDays();

    /** The days of a class. */
    default int days(RetentionClass of) {
        return switch (of) {
            case ACTIVITY -> activityDays();
            case POSTURE -> postureDays();
            case FINDINGS -> findingDays();
            case SESSIONS -> sessionDays();
            case GOVERNANCE -> governanceDays();
        };
    }
}
