package cn.haihe.center.traffic;

import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The traffic on one segment as it is known at one moment.
 *
 * @param speedKmh 0 to 200; 0 is a standstill or a closed street
 * @param closed nobody can drive there, as a source says by a speed of zero
 * @param flowPerHour vehicles; empty where the source does not tell
 * @param occupancyPercent 0 to 100, part of time that a detector is covered; empty where the source does not tell
 * @param source id of whose record this is, the newest one
 * @param observedAt when that record was observed
 */
public record SegmentTraffic(
        double speedKmh,
        boolean closed,
        OptionalInt flowPerHour,
        OptionalDouble occupancyPercent,
        String source,
        Instant observedAt,
        Grade grade,
        CongestionLevel level) {}
