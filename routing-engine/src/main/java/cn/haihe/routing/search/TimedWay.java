package cn.haihe.routing.search;

import java.util.Arrays;

/** How a search ended. */
public sealed interface TimedWay {
    /** @param settledArcs arcs whose time became final, for the figures */
    record Found(long departMillis, long arriveMillis, int[] arcs, int originIndex, int targetIndex, int settledArcs)
            implements TimedWay {
        @Override
        public boolean equals(Object other) {
            return other instanceof Found that
                    && departMillis == that.departMillis
                    && arriveMillis == that.arriveMillis
                    && Arrays.equals(arcs, that.arcs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(arcs);
        }

        @Override
        public String toString() {
            return "Found[" + departMillis + " to " + arriveMillis + " over " + Arrays.toString(arcs) + "]";
        }
    }

    /** No way leads from any origin to any target. */
    record None(int settledArcs) implements TimedWay {}

    /** Given up; there may be a way. */
    record GivenUp(Limit limit) implements TimedWay {}

    enum Limit {
        TIME,
        SETTLED_ARCS
    }
}
