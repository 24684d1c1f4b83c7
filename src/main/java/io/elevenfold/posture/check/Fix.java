package io.elevenfold.posture.check;

/**
 * Text to copy and paste.
 *
 * @param label which agent or place it is for
 * @param language for highlighting: json, toml, shell, powershell, yaml, text …
 * @param text as it goes into the file or the terminal
 */
public record Fix(String label, String language, String text) {}
