package cn.haihe.routing.guidance;

import cn.haihe.map.city.Names;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.live.TurnDelays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * What is known of the streets at one moment, by segment index.
 *
 * @param speeds live speeds, caps and closures
 * @param waits at signals; empty while no plan is known
 * @param flows vehicles an hour where somebody counts them
 * @param causes why a segment is slow or closed, where somebody said so
 */
public record RoadPicture(
        SegmentSpeeds speeds,
        Optional<TurnDelays> waits,
        IntFunction<OptionalInt> flows,
        IntFunction<Optional<Names>> causes) {
    public RoadPicture {
        Objects.requireNonNull(speeds, "speeds");
        Objects.requireNonNull(waits, "waits");
        Objects.requireNonNull(flows, "flows");
        Objects.requireNonNull(causes, "causes");
    }

    public static RoadPicture of(SegmentSpeeds speeds) {
        return new RoadPicture(speeds, Optional.empty(), segment -> OptionalInt.empty(), segment -> Optional.empty());
    }
}
