package cn.haihe.routing.search;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.DistanceTo;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.hierarchy.Metric;
import cn.haihe.routing.hierarchy.Seeds;
import java.util.List;

/**
 * Exact distances under a metric that never costs more than what is searched with, as lower bounds for it: "CCH
 * potentials" (Strasser, Zeitz). Reused from search to search; for one thread at a time.
 */
public final class HierarchyPotential {
    private final DistanceTo destinations;
    private final DistanceTo starts;
    private final Seeds seeds = new Seeds();

    public HierarchyPotential(Hierarchy hierarchy) {
        destinations = DistanceTo.destinations(hierarchy);
        starts = DistanceTo.starts(hierarchy);
    }

    /** For {@link TimedSearch#leaveAt}; holds until the next call of this method. */
    public Potential to(List<ArcEnd> targets, Metric lowerBound) {
        seeds.clear();
        for (ArcEnd target : targets) {
            int arcMillis = lowerBound.arcMillis(target.arc());
            if (arcMillis < Costs.CLOSED) {
                seeds.add(target.arc(), (int) (target.share() * arcMillis) + target.extraMillis());
            }
        }
        destinations.begin(lowerBound, seeds);
        return arc -> bound(destinations.millis(arc));
    }

    /** For {@link TimedSearch#arriveBy}; holds until the next call of this method. */
    public Potential from(List<ArcEnd> origins, Metric lowerBound) {
        seeds.clear();
        for (ArcEnd origin : origins) {
            int arcMillis = lowerBound.arcMillis(origin.arc());
            if (arcMillis < Costs.CLOSED) {
                int behind = (int) Math.ceil((1 - origin.share()) * arcMillis);
                seeds.add(origin.arc(), origin.extraMillis() - behind);
            }
        }
        starts.begin(lowerBound, seeds);
        return arc -> {
            int toBeginning = starts.millis(arc);
            int along = lowerBound.arcMillis(arc);
            return toBeginning >= Costs.CLOSED || along >= Costs.CLOSED
                    ? TimedCosts.CLOSED
                    : bound(toBeginning + along);
        };
    }

    private static int bound(int millis) {
        return millis >= Costs.CLOSED ? TimedCosts.CLOSED : Math.max(0, millis);
    }
}
