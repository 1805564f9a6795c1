package cn.haihe.signal.junction;

import java.util.Arrays;

/**
 * Intergreens (7.2): seconds from the end of green of one phase to the start of green of another that conflicts with
 * it; 0 where they do not conflict.
 */
public final class IntergreenTable {
    private static final int[] NONE = new int[0];

    /** Cut behind the last entry that is not 0: a city holds thousands of these tables. */
    private final int[][] seconds;

    /** @param seconds 65 rows of 65 places, the first of each unused; the row loses, the column gains */
    public IntergreenTable(int[][] seconds) {
        this.seconds = new int[Phase.MAX_NUMBER + 1][];
        for (int losing = 0; losing < this.seconds.length; losing++) {
            int used = seconds[losing].length;
            while (used > 0 && seconds[losing][used - 1] == 0) {
                used--;
            }
            this.seconds[losing] = used == 0 ? NONE : Arrays.copyOf(seconds[losing], used);
        }
    }

    public int seconds(int losing, int gaining) {
        if (gaining < 0 || gaining > Phase.MAX_NUMBER) {
            throw new IllegalArgumentException("phase " + gaining);
        }
        int[] row = seconds[losing];
        return gaining < row.length ? row[gaining] : 0;
    }
}
