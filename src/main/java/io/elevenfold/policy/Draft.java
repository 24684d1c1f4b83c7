package io.elevenfold.policy;

import io.elevenfold.platform.ProblemException;
import io.elevenfold.policy.document.Document;
import java.util.regex.Pattern;

/**
 * The text that somebody proposes.
 *
 * @param markdown the text; ignored when there is a file
 * @param file a PDF; empty for Markdown
 * @param language as in BCP 47, for example {@code en}
 * @param material whether everybody is asked again
 */
public record Draft(String markdown, byte[] file, String language, String changeNote, boolean material) {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final int LONGEST_NOTE = 1000;

    public Draft {
        markdown = markdown.replace("\r\n", "\n").replace("\0", "");
        changeNote = changeNote.strip();
        if (file.length == 0 && (markdown.isBlank() || markdown.length() > Document.LONGEST)) {
            throw ProblemException.invalid("text: 1 to %,d characters are expected".formatted(Document.LONGEST));
        }
        if (!LANGUAGE.matcher(language).matches()) {
            throw ProblemException.invalid("language: a tag such as en or pt-BR is expected");
        }
        if (changeNote.isEmpty() || changeNote.length() > LONGEST_NOTE) {
            throw ProblemException.invalid("change_note: 1 to %d characters are expected".formatted(LONGEST_NOTE));
        }
    }
}
