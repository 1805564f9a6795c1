package cn.haihe.routing.internal;

import cn.haihe.routing.PlateNote;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteTimes;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.rule.BanTimes;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.shapes.GHPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** One request held to the rules of plates: with them, and without, to tell what they cost. */
final class PlateSearch {
    private final RoadGraph graph;
    private final List<GHPoint> points;
    private final PlateWatch watch;
    private final Instant moment;

    PlateSearch(RoadGraph graph, List<GHPoint> points, PlateWatch watch, Instant moment) {
        this.graph = graph;
        this.points = points;
        this.watch = watch;
        this.moment = moment;
    }

    /** @param under searches the request under these bans */
    RouteAnswer answer(Function<Bans, RouteAnswer> under) {
        if (watch.forbidsNothing()) {
            RouteAnswer free = under.apply(Bans.NONE);
            return free instanceof RouteAnswer.Found found ? noted(found, 0) : free;
        }
        RouteAnswer ruled = under.apply(watch);
        boolean isStopped = ruled instanceof RouteAnswer.NoWay || ruled instanceof RouteAnswer.PointOffMap;
        if (!isStopped && !(ruled instanceof RouteAnswer.Found)) {
            return ruled;
        }
        if (!(under.apply(Bans.NONE) instanceof RouteAnswer.Found free)) {
            return ruled;
        }
        return ruled instanceof RouteAnswer.Found found
                ? noted(found, Math.max(0, seconds(found) - seconds(free)))
                : resting(free, ruled);
    }

    private RouteAnswer noted(RouteAnswer.Found found, double longerSeconds) {
        List<String> bans = watch.bansBetween(departureOf(found), arrivalOf(found)).stream()
                .map(span -> span.ban().id())
                .distinct()
                .toList();
        return new RouteAnswer.Found(
                found.routes(), found.traffic(), Optional.of(new PlateNote(bans, watch.isAreaKnown(), longerSeconds)));
    }

    /** Why no way is left: by where the request begins or ends, or else by the first ban on the way without rules. */
    private RouteAnswer resting(RouteAnswer.Found free, RouteAnswer otherwise) {
        int last = points.size() - 1;
        Optional<BanTimes.Span> start = banAt(points.get(0), departureOf(free));
        if (start.isPresent()) {
            return rests(start.get(), OptionalInt.of(0));
        }
        Optional<BanTimes.Span> end = banAt(points.get(last), arrivalOf(free));
        if (end.isPresent()) {
            return rests(end.get(), OptionalInt.of(last));
        }
        return watch.bansBetween(departureOf(free), arrivalOf(free)).stream()
                .findFirst()
                .map(span -> rests(span, OptionalInt.empty()))
                .orElse(otherwise);
    }

    private Optional<BanTimes.Span> banAt(GHPoint point, Instant at) {
        Snap snap = graph.locations()
                .findClosest(
                        point.lat,
                        point.lon,
                        edge -> graph.roadsFor(watch.kind()).isOpen(edge, false)
                                || graph.roadsFor(watch.kind()).isOpen(edge, true));
        return snap.isValid()
                ? watch.findBan(2 * snap.getClosestEdge().getEdge(), at.toEpochMilli())
                : Optional.empty();
    }

    private static RouteAnswer rests(BanTimes.Span span, OptionalInt pointIndex) {
        return new RouteAnswer.PlateRests(span.ban().id(), pointIndex, span.until());
    }

    private Instant departureOf(RouteAnswer.Found found) {
        return found.routes().get(0).times().map(RouteTimes::departure).orElse(moment);
    }

    private Instant arrivalOf(RouteAnswer.Found found) {
        return departureOf(found).plusMillis((long) (1000 * seconds(found)));
    }

    private static double seconds(RouteAnswer.Found found) {
        return found.routes().get(0).durationSeconds();
    }
}
