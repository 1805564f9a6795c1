package cn.haihe.center.routes.internal;

import cn.haihe.routing.GuideHealth;
import cn.haihe.routing.RouteGuide;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** Shows at /q/metrics how the route guide keeps up with the traffic. */
final class GuideMeters {
    private GuideMeters() {}

    static void register(RouteGuide guide, MeterRegistry meters, Clock clock) {
        Gauge.builder("haihe.routes.traffic.age", guide, opened -> ageSeconds(opened.health(), clock))
                .baseUnit("seconds")
                .description("Age of the traffic that routes are for; NaN before the first")
                .register(meters);
        Gauge.builder(
                        "haihe.routes.customise.last",
                        guide,
                        opened -> opened.health().lastTookMillis() / 1_000)
                .baseUnit("seconds")
                .description("What the last picture of the traffic took to be made ready")
                .register(meters);
        FunctionCounter.builder(
                        "haihe.routes.pictures",
                        guide,
                        opened -> opened.health().picturesUsed())
                .tag("outcome", "used")
                .register(meters);
        FunctionCounter.builder(
                        "haihe.routes.pictures",
                        guide,
                        opened -> opened.health().picturesSkipped())
                .tag("outcome", "skipped")
                .register(meters);
    }

    private static double ageSeconds(GuideHealth health, Clock clock) {
        return health.trafficAsOf()
                .map(asOf -> Duration.between(asOf, clock.instant()).toMillis() / 1_000.0)
                .orElse(Double.NaN);
    }
}
