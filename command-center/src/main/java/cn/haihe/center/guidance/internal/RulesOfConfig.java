package cn.haihe.center.guidance.internal;

import cn.haihe.center.guidance.GuidanceConfig;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.guidance.AdviceMargins;
import cn.haihe.routing.guidance.GuardRules;
import cn.haihe.routing.guidance.GuidanceRules;
import cn.haihe.routing.guidance.PlanRules;
import cn.haihe.routing.guidance.RoadCapacity;

/** The rules of guidance as they are configured. */
final class RulesOfConfig {
    private RulesOfConfig() {}

    static GuidanceRules guidance(GuidanceConfig config) {
        GuardRules usual = GuardRules.DEFAULT;
        return new GuidanceRules(
                new AdviceMargins(config.beginSeconds(), config.beginRatio(), config.endSeconds(), config.endRatio()),
                new GuardRules(
                        config.compliance(),
                        config.destinationShare(),
                        usual.sharePerMargin(),
                        usual.learnPerMinute(),
                        config.changePerMinute(),
                        config.changePerMinute(),
                        config.loadMax(),
                        usual.loadAssumed(),
                        config.smoothing(),
                        config.dwellMin()),
                RoadCapacity.DEFAULT,
                CongestionScale.GBT_33171,
                config.liveShareMin(),
                config.pictureAgeMax());
    }

    static PlanRules plans(GuidanceConfig config) {
        return new PlanRules(
                config.destinationsMax(),
                config.alternativesMax(),
                config.nearestMetres(),
                config.farthestMetres(),
                config.slowerMax(),
                PlanRules.DEFAULT.sharedMax());
    }
}
