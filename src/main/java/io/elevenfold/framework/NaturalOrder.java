package io.elevenfold.framework;

import java.util.Comparator;

/** Orders ids and versions as people do: {@code AC-2} before {@code AC-10}, {@code r4} before {@code r5}. */
final class NaturalOrder implements Comparator<String> {

    static final Comparator<String> INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            int leftEnd = endOfRun(left, i);
            int rightEnd = endOfRun(right, j);
            int order = compareRuns(left.substring(i, leftEnd), right.substring(j, rightEnd));
            if (order != 0) {
                return order;
            }
            i = leftEnd;
            j = rightEnd;
        }
        int rest = Integer.compare(left.length() - i, right.length() - j);
        // Texts that differ only in leading zeros must not count as the same.
        return rest != 0 ? rest : left.compareTo(right);
    }

    /** A run is a number, or a single character that is no digit. */
    private static int endOfRun(String text, int start) {
        int end = start + 1;
        if (isDigit(text.charAt(start))) {
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static int compareRuns(String left, String right) {
        if (!isDigit(left.charAt(0)) || !isDigit(right.charAt(0))) {
            return left.compareTo(right);
        }
        String leftNumber = withoutLeadingZeros(left);
        String rightNumber = withoutLeadingZeros(right);
        int byLength = Integer.compare(leftNumber.length(), rightNumber.length());
        return byLength != 0 ? byLength : leftNumber.compareTo(rightNumber);
    }

    private static String withoutLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
