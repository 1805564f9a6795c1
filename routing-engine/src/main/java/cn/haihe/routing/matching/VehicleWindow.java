package cn.haihe.routing.matching;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.matching.FixOutcome.Reason;
import com.graphhopper.matching.EdgeMatch;
import com.graphhopper.matching.MapMatching;
import com.graphhopper.matching.MatchResult;
import com.graphhopper.matching.State;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.AngleCalc;
import com.graphhopper.util.DistanceCalcEarth;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import com.graphhopper.util.shapes.GHPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The newest fixes of one vehicle, and where they say it is. */
final class VehicleWindow {
    private static final double KMH_PER_METRE_A_SECOND = 3.6;
    /** Fixes beyond which there are enough of them to be sure. */
    private static final int SURE_FIXES = 4;

    private final TraceMatching matching;
    private final MapMatching.Router router;
    private final SegmentMatch segments;
    private final StreamLimits limits;
    private final LongAdder restarts;
    private final List<LonLat> fixes = new ArrayList<>();
    private Optional<Instant> newestAt = Optional.empty();
    private LonLat newest;
    private Optional<LonLat> jumpedTo = Optional.empty();
    private int restartsOwed;
    private volatile Optional<VehiclePlace> place = Optional.empty();

    VehicleWindow(
            TraceMatching matching,
            MapMatching.Router router,
            SegmentMatch segments,
            StreamLimits limits,
            LongAdder restarts) {
        this.matching = matching;
        this.router = router;
        this.segments = segments;
        this.limits = limits;
        this.restarts = restarts;
    }

    Optional<VehiclePlace> findPlace() {
        return place;
    }

    synchronized boolean isOlderThan(Instant oldest) {
        return newestAt.isPresent() && newestAt.get().isBefore(oldest);
    }

    /** Takes them all and matches once; where that finds no way, one after the other tells which of them breaks it. */
    synchronized List<FixOutcome> add(List<TimedFix> arrived) {
        if (arrived.size() > 1) {
            Before before = new Before(List.copyOf(fixes), newestAt, newest, jumpedTo, place);
            try {
                List<FixOutcome> outcomes = takeAll(arrived);
                countRestarts();
                return outcomes;
            } catch (IllegalArgumentException e) {
                goBackTo(before);
                restartsOwed = 0;
            }
        }
        List<FixOutcome> outcomes = arrived.stream().map(this::addAlone).toList();
        countRestarts();
        return outcomes;
    }

    private record Before(
            List<LonLat> fixes,
            Optional<Instant> newestAt,
            LonLat newest,
            Optional<LonLat> jumpedTo,
            Optional<VehiclePlace> place) {}

    private void goBackTo(Before before) {
        fixes.clear();
        fixes.addAll(before.fixes());
        newestAt = before.newestAt();
        newest = before.newest();
        jumpedTo = before.jumpedTo();
        place = before.place();
    }

    /** @throws IllegalArgumentException where no way leads along them */
    private List<FixOutcome> takeAll(List<TimedFix> arrived) {
        List<FixOutcome> outcomes = new ArrayList<>(arrived.size());
        boolean hasMoved = false;
        int last = -1;
        for (int i = 0; i < arrived.size(); i++) {
            Optional<Reason> refusal = findRefusal(arrived.get(i));
            if (refusal.isEmpty()) {
                hasMoved |= take(arrived.get(i));
                last = i;
            }
            outcomes.add(refusal.<FixOutcome>map(FixOutcome.Refused::new).orElseGet(FixOutcome.Joined::new));
        }
        if (last >= 0) {
            outcomes.set(last, match(hasMoved));
        }
        return outcomes;
    }

    private FixOutcome addAlone(TimedFix fix) {
        Optional<Reason> refusal = findRefusal(fix);
        if (refusal.isPresent()) {
            return new FixOutcome.Refused(refusal.get());
        }
        boolean hasMoved = take(fix);
        try {
            return match(hasMoved);
        } catch (IllegalArgumentException e) {
            boolean hasRoad = hasRoad(fix.position());
            restart();
            if (hasRoad) {
                fixes.add(fix.position());
            }
            return new FixOutcome.Refused(hasRoad ? Reason.BROKEN : Reason.OFF_ROAD);
        }
    }

    /** Also begins anew where the vehicle was away for long, or is elsewhere indeed. */
    private Optional<Reason> findRefusal(TimedFix fix) {
        if (newestAt.isEmpty()) {
            return Optional.empty();
        }
        Duration since = Duration.between(newestAt.get(), fix.observedAt());
        if (since.isZero()) {
            return Optional.of(Reason.DUPLICATE);
        }
        if (since.isNegative()) {
            return Optional.of(Reason.LATE);
        }
        if (since.compareTo(limits.gap()) > 0) {
            restart();
        } else if (isJump(newest, fix.position(), since)) {
            boolean isThere = jumpedTo.isPresent() && !isJump(jumpedTo.get(), fix.position(), since);
            if (!isThere) {
                jumpedTo = Optional.of(fix.position());
                return Optional.of(Reason.JUMP);
            }
            restart();
        }
        return Optional.empty();
    }

    /** @return whether the vehicle has moved since the fix before */
    private boolean take(TimedFix fix) {
        jumpedTo = Optional.empty();
        newestAt = Optional.of(fix.observedAt());
        newest = fix.position();
        boolean isStanding =
                !fixes.isEmpty() && distance(fixes.get(fixes.size() - 1), fix.position()) < limits.accuracyMetres();
        if (isStanding) {
            return false;
        }
        if (fixes.size() == limits.windowFixes()) {
            fixes.remove(0);
        }
        fixes.add(fix.position());
        return true;
    }

    private boolean isJump(LonLat from, LonLat to, Duration since) {
        // both ends may be off, and most so where they are close in time
        double metres = distance(from, to) - 4 * limits.accuracyMetres();
        return metres * 1_000 / since.toMillis() * KMH_PER_METRE_A_SECOND > limits.speedMaxKmh();
    }

    private void restart() {
        fixes.clear();
        place = Optional.empty();
        restartsOwed++;
    }

    private void countRestarts() {
        restarts.add(restartsOwed);
        restartsOwed = 0;
    }

    /** @throws IllegalArgumentException where no way leads along the window */
    private FixOutcome match(boolean hasMoved) {
        Instant at = newestAt.orElseThrow();
        if (!hasMoved) {
            place = place.map(last -> new VehiclePlace(
                    at,
                    last.edgeKey(),
                    last.segmentIndex(),
                    last.position(),
                    last.bearingDegrees(),
                    last.confidence()));
        } else if (fixes.size() > 1) {
            place = placeOf(matching.match(fixes, router, limits.accuracyMetres()), at);
        }
        return outcome();
    }

    private FixOutcome outcome() {
        return place.<FixOutcome>map(FixOutcome.Matched::new).orElseGet(FixOutcome.Waiting::new);
    }

    private boolean hasRoad(LonLat position) {
        return matching.isNearRoad(position, router, 4 * limits.accuracyMetres());
    }

    private Optional<VehiclePlace> placeOf(MatchResult result, Instant at) {
        List<EdgeMatch> edges = result.getEdgeMatches();
        for (int i = edges.size() - 1; i >= 0; i--) {
            List<State> states = edges.get(i).getStates();
            if (!states.isEmpty() && i == edges.size() - 1) {
                return Optional.of(
                        placeOn(edges.get(i), states.get(states.size() - 1).getSnap(), edges, at));
            }
        }
        return Optional.empty();
    }

    private VehiclePlace placeOn(EdgeMatch edge, Snap snap, List<EdgeMatch> edges, Instant at) {
        GHPoint on = snap.getSnappedPoint();
        int key = edge.getEdgeState().getEdgeKey();
        return new VehiclePlace(
                at,
                key,
                segments.findSegment(key),
                new LonLat(on.lon, on.lat),
                bearing(edge.getEdgeState().fetchWayGeometry(FetchMode.ALL), on),
                confidence(edges));
    }

    /** Of the stretch of the road that lies nearest to the point. */
    private static double bearing(PointList road, GHPoint on) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i + 1 < road.size(); i++) {
            double detour = distance(road, i, on) + distance(road, i + 1, on) - distance(road, i, i + 1);
            if (detour < least) {
                least = detour;
                nearest = i;
            }
        }
        double azimuth = AngleCalc.ANGLE_CALC.calcAzimuth(
                road.getLat(nearest), road.getLon(nearest), road.getLat(nearest + 1), road.getLon(nearest + 1));
        return azimuth % 360;
    }

    private static double distance(PointList road, int i, GHPoint to) {
        return DistanceCalcEarth.DIST_EARTH.calcDist(road.getLat(i), road.getLon(i), to.lat, to.lon);
    }

    private static double distance(PointList road, int i, int j) {
        return DistanceCalcEarth.DIST_EARTH.calcDist(road.getLat(i), road.getLon(i), road.getLat(j), road.getLon(j));
    }

    private double confidence(List<EdgeMatch> edges) {
        double sum = 0;
        int states = 0;
        for (EdgeMatch edge : edges) {
            for (State state : edge.getStates()) {
                double off = state.getSnap().getQueryDistance() / limits.accuracyMetres();
                sum += Math.exp(-off * off / 2);
                states++;
            }
        }
        return states == 0 ? 0 : sum / states * Math.min(1, (double) fixes.size() / SURE_FIXES);
    }

    private static double distance(LonLat from, LonLat to) {
        return DistanceCalcEarth.DIST_EARTH.calcDist(from.lat(), from.lon(), to.lat(), to.lon());
    }
}
