package cn.haihe.center.guidance.internal;

import java.lang.Character.UnicodeScript;

/** Widths of texts on a sign, in cells: two for a Chinese character or full-width mark, one for any other. */
public final class LineFitter {
    private static final String CUT = "…";

    private LineFitter() {}

    public static int cells(String text) {
        return text.codePoints().map(LineFitter::cells).sum();
    }

    private static int cells(int character) {
        boolean wide = UnicodeScript.of(character) == UnicodeScript.HAN
                || character >= 0x3000 && character <= 0x303F
                || character >= 0xFF00 && character <= 0xFFEF;
        return wide ? 2 : 1;
    }

    /** The text, or its beginning with a mark that it is cut. */
    static String cut(String text, int cellsMax) {
        if (cells(text) <= cellsMax) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = cells(CUT);
        for (int character : text.codePoints().toArray()) {
            used += cells(character);
            if (used > cellsMax) {
                break;
            }
            cut.appendCodePoint(character);
        }
        return cut.toString().strip() + CUT;
    }

    /** The name cut so that all of the rest fits behind it. */
    static String line(String name, String rest, int cellsMax) {
        return (cut(name, Math.max(2, cellsMax - cells(rest) - 1)) + " " + rest).strip();
    }
}
