package cn.haihe.signal.adaptive;

import java.util.OptionalDouble;

/**
 * What adaptive control would have made of the traffic that its detectors saw, and what the junction's own plan made of it: both
 * played through the same queue model with the same arrivals, so that neither profits from what the model leaves out.
 *
 * @param seconds that were compared
 * @param vehicles that came in them
 * @param liveDelaySeconds mean of a vehicle under the stages that the street had; empty while nobody came
 * @param adaptiveDelaySeconds the same under those that adaptive control would have chosen
 * @param agreement share of the seconds in which both had the same stage, 0 to 1; empty while none were compared
 */
public record ShadowComparison(
        long seconds,
        double vehicles,
        OptionalDouble liveDelaySeconds,
        OptionalDouble adaptiveDelaySeconds,
        OptionalDouble agreement) {}
