package cn.haihe.signal.junction;

import java.util.Arrays;

/** Which stage must not be followed by which at once (10.1); through all red any may follow any. */
public final class StageTransitions {
    public static final StageTransitions ALL_ALLOWED = new StageTransitions(new long[0]);
    private static final int MAX_STAGE = 64;

    private final long[] forbiddenFrom;

    private StageTransitions(long[] forbiddenFrom) {
        this.forbiddenFrom = forbiddenFrom;
    }

    /** One more that is forbidden; stages are 1 to 64. */
    public StageTransitions without(int from, int to) {
        if (from < 1 || from > MAX_STAGE || to < 1 || to > MAX_STAGE || from == to) {
            throw new IllegalArgumentException("from stage " + from + " to stage " + to);
        }
        long[] rows = Arrays.copyOf(forbiddenFrom, MAX_STAGE + 1);
        rows[from] |= 1L << to - 1;
        return new StageTransitions(rows);
    }

    /** Never of stage 0, that is all red. */
    public boolean isForbidden(int from, int to) {
        return from >= 1 && from < forbiddenFrom.length && to >= 1 && (forbiddenFrom[from] >>> to - 1 & 1) != 0;
    }
}
