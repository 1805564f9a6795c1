package cn.haihe.signal.junction;

/**
 * Intergreens (7.2): seconds from the end of green of one phase to the start of green of another that conflicts with
 * it; 0 where they do not conflict.
 */
public final class IntergreenTable {
    private final int[][] seconds;

    /** @param seconds 65 rows of 65 places, the first of each unused; the row loses, the column gains */
    public IntergreenTable(int[][] seconds) {
        this.seconds = new int[Phase.MAX_NUMBER + 1][];
        for (int i = 0; i < this.seconds.length; i++) {
            this.seconds[i] = seconds[i].clone();
        }
    }

    public int seconds(int losing, int gaining) {
        return seconds[losing][gaining];
    }
}
