package cn.haihe.map.osm.internal;

import cn.haihe.map.osm.SkipReason;
import java.util.EnumMap;
import java.util.Map;

/** Counts what an import leaves out. */
public final class Skips {
    private final Map<SkipReason, Integer> counts = new EnumMap<>(SkipReason.class);

    public void count(SkipReason reason) {
        counts.merge(reason, 1, Integer::sum);
    }

    public Map<SkipReason, Integer> counts() {
        return counts;
    }
}
