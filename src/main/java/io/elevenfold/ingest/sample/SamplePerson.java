package io.elevenfold.ingest.sample;

import java.util.Locale;

/**
 * Somebody who does not exist.
 *
 * @param work which kind of work, by its name in {@code sample/work.yaml}
 * @param repository what the team works on
 */
record SamplePerson(String name, String email, String team, String work, String repository) {

    /** Of the first name; the account's name on every machine. */
    String login() {
        String[] words = name.replace("Dr. ", "").split(" ", 2);
        return words[0].toLowerCase(Locale.ROOT);
    }

    static String email(String name, String domain) {
        return name.replace("Dr. ", "").toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + domain;
    }
}
