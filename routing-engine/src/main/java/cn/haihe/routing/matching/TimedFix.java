package cn.haihe.routing.matching;

import cn.haihe.map.geo.LonLat;
import java.time.Instant;
import java.util.Objects;

/** Where a vehicle measured itself to be, WGS 84, and when. */
public record TimedFix(Instant observedAt, LonLat position) {
    public TimedFix {
        Objects.requireNonNull(observedAt);
        Objects.requireNonNull(position);
    }
}
