package cn.haihe.routing.guidance;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * The detour that a sign advises at this moment.
 *
 * @param gainSeconds it is faster than the main way; empty where that is closed
 * @param since when the sign began to say so
 */
public record Advice(
        Destination destination, WayMeasure main, WayMeasure detour, OptionalDouble gainSeconds, Instant since) {}
