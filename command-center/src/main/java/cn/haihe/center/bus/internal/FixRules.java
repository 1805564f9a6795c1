package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.BusConfig;
import cn.haihe.map.geo.BoundingBox;
import java.time.Duration;

/**
 * What counts as a believable fix.
 *
 * @param futureTolerance how far a terminal's clock may be ahead
 * @param staleAfter the age beyond which a fix says nothing of now
 * @param area where the city's buses can be
 * @param speedMaxKmh that no bus exceeds
 */
record FixRules(Duration futureTolerance, Duration staleAfter, BoundingBox area, double speedMaxKmh) {
    static FixRules of(BusConfig config, BoundingBox city) {
        return new FixRules(
                config.futureTolerance(),
                config.staleAfter(),
                city.grownBy(config.cityMarginDegrees()),
                config.speedMaxKmh());
    }
}
