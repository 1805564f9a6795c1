package cn.haihe.center.guidance.internal;

import cn.haihe.center.city.LoadedCity;
import cn.haihe.center.guidance.GuidanceConfig;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.city.Junction;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.guidance.Destination;
import cn.haihe.routing.guidance.GuidanceSnapshot;
import cn.haihe.routing.guidance.ImportantPlaces;
import cn.haihe.routing.guidance.SignGuidance;
import cn.haihe.routing.guidance.SignPlan;
import cn.haihe.routing.guidance.SignPlanner;
import cn.haihe.routing.guidance.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The ways that each sign speaks of; looked for sign by sign, and again from time to time. Not for several threads. */
final class SignPlans {
    private static final Logger LOG = Logger.getLogger(SignPlans.class);

    private final List<GuidanceSign> signs;
    private final ImportantPlaces places;
    private final SignPlanner planner;
    private final GuidanceConfig config;
    private final Clock clock;
    private final Map<String, List<Destination>> destinations = new HashMap<>();
    private final Map<String, SignPlan> plans = new LinkedHashMap<>();
    private final Map<String, Instant> plannedAt = new HashMap<>();
    private int next;

    SignPlans(LoadedCity loaded, RouteGuide guide, GuidanceConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        signs = loaded.city().guidanceSigns();
        places = new ImportantPlaces(loaded.index(), RulesOfConfig.plans(config));
        planner = new SignPlanner(loaded.city(), guide, RulesOfConfig.plans(config));
        signs.forEach(sign -> destinations.put(sign.id(), destinationsOf(sign)));
    }

    List<Junction> importantJunctions() {
        return places.junctions();
    }

    Collection<SignPlan> plans() {
        return plans.values();
    }

    private List<Destination> destinationsOf(GuidanceSign sign) {
        List<String> chosen = config.destinations().get(sign.id());
        if (chosen == null) {
            return places.ahead(sign);
        }
        return chosen.stream()
                .flatMap(id -> {
                    Optional<Destination> place = places.find(id);
                    if (place.isEmpty()) {
                        LOG.warnf("Guidance sign %s is to lead to %s, which the city does not have", sign.id(), id);
                    }
                    return place.stream();
                })
                .toList();
    }

    /**
     * Looks for ways that are wanted, for as long as one step may.
     *
     * @param snapshot what the signs say now: one that advises a detour keeps its ways
     * @return whether any sign has other ways than before
     */
    boolean findWays(Optional<GuidanceSnapshot> snapshot) {
        long end = System.nanoTime() + config.searchTimeMax().toNanos();
        boolean found = false;
        for (int tried = 0; tried < signs.size() && System.nanoTime() < end; tried++) {
            GuidanceSign sign = signs.get(next);
            next = (next + 1) % signs.size();
            if (isWanted(sign.id(), snapshot)) {
                SignPlan plan = planner.plan(sign, destinations.get(sign.id()));
                plannedAt.put(sign.id(), clock.instant());
                found |= !plan.equals(plans.put(sign.id(), plan));
            }
        }
        return found;
    }

    private boolean isWanted(String signId, Optional<GuidanceSnapshot> snapshot) {
        Instant at = plannedAt.get(signId);
        if (at == null) {
            return true;
        }
        boolean advises = snapshot.flatMap(all -> all.find(signId)).map(SignGuidance::destinations).stream()
                .flatMap(List::stream)
                .anyMatch(ahead -> ahead.verdict() == Verdict.ADVISED);
        return !advises && clock.instant().isAfter(at.plus(config.waysKeptFor()));
    }
}
