package cn.haihe.routing.guidance;

import cn.haihe.map.traffic.CongestionScale;
import java.time.Duration;
import java.util.Objects;

/**
 * When a sign may say what.
 *
 * @param liveShareMin part of a way's length that must have live speeds before a sign speaks of its time, 0 to 1
 * @param pictureAgeMax no advice stands on a picture of the traffic that is older
 */
public record GuidanceRules(
        AdviceMargins margins,
        GuardRules guard,
        RoadCapacity capacity,
        CongestionScale scale,
        double liveShareMin,
        Duration pictureAgeMax) {
    public static final GuidanceRules DEFAULT = new GuidanceRules(
            AdviceMargins.DEFAULT,
            GuardRules.DEFAULT,
            RoadCapacity.DEFAULT,
            CongestionScale.GBT_33171,
            0.6,
            Duration.ofMinutes(3));

    public GuidanceRules {
        Objects.requireNonNull(margins, "margins");
        Objects.requireNonNull(guard, "guard");
        Objects.requireNonNull(capacity, "capacity");
        Objects.requireNonNull(scale, "scale");
        if (!(liveShareMin >= 0 && liveShareMin <= 1) || pictureAgeMax.isNegative()) {
            throw new IllegalArgumentException("live share " + liveShareMin + ", picture age " + pictureAgeMax);
        }
    }

    public GuidanceRules with(GuardRules other) {
        return new GuidanceRules(margins, other, capacity, scale, liveShareMin, pictureAgeMax);
    }
}
