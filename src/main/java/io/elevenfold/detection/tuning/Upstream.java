package io.elevenfold.detection.tuning;

import java.util.Set;

/** A shipped rule as Sigma's own repositories take it: without our guide and our examples. */
final class Upstream {

    private static final Set<String> OURS = Set.of("guide", "tests", "unmapped");

    private Upstream() {}

    /** Keeps the author's lines as they are: a key at the left edge begins a part, what is indented belongs to it. */
    static String of(String yaml) {
        StringBuilder kept = new StringBuilder();
        boolean ours = false;
        boolean status = false;
        for (String line : yaml.split("\n", -1)) {
            if (!line.isEmpty() && Character.isLetter(line.charAt(0)) && line.indexOf(':') > 0) {
                String key = line.substring(0, line.indexOf(':'));
                ours = OURS.contains(key);
                status |= key.equals("status");
            }
            if (!ours) {
                kept.append(line).append('\n');
            }
        }
        String rule = kept.toString().strip() + "\n";
        return status ? rule : rule.replaceFirst("(?m)^(id: .*)$", "$1\nstatus: experimental");
    }
}
