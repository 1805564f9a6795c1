package cn.haihe.center.adaptive.internal;

import cn.haihe.center.adaptive.AdaptiveConfig;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.survey.Surveys;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.area.AreaJunction;
import cn.haihe.signal.area.AreaNetwork;
import cn.haihe.signal.exchange.JunctionSurvey;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Intersection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Junctions of the city as adaptive control knows them: with the lanes and detectors of their survey, or by the map. */
@ApplicationScoped
class AdaptiveSites {
    private final SignalField field;
    private final CityHolder cities;
    private final AdaptiveConfig config;
    private final Surveys surveys;

    AdaptiveSites(SignalField field, CityHolder cities, AdaptiveConfig config, Surveys surveys) {
        this.field = field;
        this.cities = cities;
        this.config = config;
        this.surveys = surveys;
    }

    /** @throws ProblemException what {@link SignalField} throws */
    AdaptiveSite of(String junctionId) {
        Junction map = field.getJunction(junctionId);
        SignalJunction design = field.getDesign(junctionId);
        Optional<AdaptiveSite> surveyed = surveys.findUsed(junctionId).flatMap(JunctionSurvey::findSite);
        if (surveyed.isPresent()) {
            return surveyed.get();
        }
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
