package cn.haihe.center.adaptive.internal;

import cn.haihe.center.adaptive.AdaptiveConfig;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.area.AreaJunction;
import cn.haihe.signal.area.AreaNetwork;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Intersection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Junctions of the city as adaptive control knows them. */
@ApplicationScoped
class AdaptiveSites {
    private final SignalField field;
    private final CityHolder cities;
    private final AdaptiveConfig config;

    AdaptiveSites(SignalField field, CityHolder cities, AdaptiveConfig config) {
        this.field = field;
        this.cities = cities;
        this.config = config;
    }

    /** @throws ProblemException what {@link SignalField} throws */
    AdaptiveSite of(String junctionId) {
        Junction map = field.getJunction(junctionId);
        SignalJunction design = field.getDesign(junctionId);
        AreaJunction junction =
                new AreaJunction(map, design, field.flows(map).demand(), field.findRunningPlan(junctionId));
        Intersection intersection = AreaNetwork.of(cities.get().city(), List.of(junction))
                .network()
                .intersections()
                .get(0);
        return StopLineDetectors.site(
                map, design, intersection, config.detectorPeriodSeconds(), config.longestQueueMetres());
    }
}
