package cn.haihe.center.traffic.internal;

import cn.haihe.center.traffic.SegmentTraffic;
import cn.haihe.center.traffic.TrafficConfig;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one value of what several sources say of a segment: the newest record counts; that others agree with it shows in
 * the grade.
 */
final class SegmentFusion {
    private final TrafficConfig config;
    private final CongestionScale scale;

    SegmentFusion(TrafficConfig config, CongestionScale scale) {
        this.config = config;
        this.scale = scale;
    }

    /**
     * @param observations of one segment, each of another source; empty answer where all are too old
     * @param failed sources whose zeros are not believed
     */
    Optional<SegmentTraffic> fuse(List<SegmentObservation> observations, Instant now, Set<String> failed) {
        SegmentObservation newest = null;
        for (SegmentObservation observation : observations) {
            if (newest == null || observation.observedAt().isAfter(newest.observedAt())) {
                newest = observation;
            }
        }
        if (newest == null || isOlder(newest, now, config.lastKnownFor())) {
            return Optional.empty();
        }
        return Optional.of(new SegmentTraffic(
                newest.speedKmh(),
                newest.closes() && !failed.contains(newest.sourceId()) && !doesAnyoneMove(newest, observations),
                newest.flowPerHour(),
                newest.occupancyPercent(),
                newest.sourceId(),
                newest.observedAt(),
                grade(newest, observations, now),
                scale.levelOf(newest.speedKmh(), newest.segment().speedLimitKmh())));
    }

    private boolean doesAnyoneMove(SegmentObservation closing, List<SegmentObservation> observations) {
        Instant since = closing.observedAt().minus(config.movingContradictsFor());
        for (SegmentObservation other : observations) {
            if (other.speedKmh() > config.standstillKmh() && other.observedAt().isAfter(since)) {
                return true;
            }
        }
        return false;
    }

    /** Sources that would close more than one source can honestly know of; only what still counts is counted. */
    Set<String> failed(Iterable<List<SegmentObservation>> bySegment, Instant now) {
        Map<String, Integer> closings = new HashMap<>();
        for (List<SegmentObservation> observations : bySegment) {
            for (SegmentObservation observation : observations) {
                if (observation.closes() && !isOlder(observation, now, config.lastKnownFor())) {
                    closings.merge(observation.sourceId(), 1, Integer::sum);
                }
            }
        }
        closings.values().removeIf(count -> count <= config.closedBySourceMax());
        return closings.keySet();
    }

    private Grade grade(SegmentObservation newest, List<SegmentObservation> observations, Instant now) {
        if (isOlder(newest, now, config.ageingFor())) {
            return Grade.D;
        }
        if (isOlder(newest, now, config.freshFor())) {
            return Grade.C;
        }
        int fresh = 0;
        for (SegmentObservation other : observations) {
            if (!isOlder(other, now, config.freshFor())) {
                fresh++;
                if (!agree(newest.speedKmh(), other.speedKmh())) {
                    return Grade.B;
                }
            }
        }
        return fresh > 1 ? Grade.A : Grade.B;
    }

    private boolean agree(double one, double other) {
        double tolerance = Math.max(config.agreeWithinKmh(), config.agreeWithinRatio() * Math.max(one, other));
        return Math.abs(one - other) <= tolerance;
    }

    private static boolean isOlder(SegmentObservation observation, Instant now, Duration age) {
        return observation.observedAt().isBefore(now.minus(age));
    }
}
