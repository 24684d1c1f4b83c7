package io.elevenfold.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of comma separated values (RFC 4180) that a spreadsheet shows and does not run. */
public final class Csv {

    /** A spreadsheet runs a cell that begins with one of these. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    private Csv() {}

    /** A line with its end. */
    public static String line(List<? extends @Nullable Object> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        return line.append("\r\n").toString();
    }

    /** In quotes; what begins like a formula gets an apostrophe in front, and NUL is left out. */
    public static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean isFormula = !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + text.replace("\0", "").replace("\"", "\"\"") + '"';
    }
}
