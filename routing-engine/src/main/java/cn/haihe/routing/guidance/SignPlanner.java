package cn.haihe.routing.guidance;

import cn.haihe.map.city.City;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.Avoid;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.Route;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.guidance.internal.WaySelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.linearref.LengthIndexedLine;

/**
 * Finds the ways from a sign to its destinations with the route guide, so that every turn is allowed. A dozen searches a
 * destination: for the background. Alternatives are the guide's own, ways that keep out of a part of the main one, and
 * ways by one point aside of it ("single-via paths": Abraham, Delling, Goldberg, Werneck, "Alternative Routes in Road
 * Networks", 2010), where they differ enough, take not much longer on empty streets and do not turn back upon themselves.
 */
public final class SignPlanner {
    /** A point at the very end of a segment might be taken for its neighbour. */
    private static final double ENDS = 0.05;

    private static final int VIA_MAX = 8;

    private final City city;
    private final RouteGuide guide;
    private final PlanRules rules;

    public SignPlanner(City city, RouteGuide guide, PlanRules rules) {
        this.city = city;
        this.guide = guide;
        this.rules = rules;
    }

    /** Destinations that cannot be reached from the sign in the direction of its traffic are left out. */
    public SignPlan plan(GuidanceSign sign, List<Destination> destinations) {
        Segment read = city.findSegment(sign.segmentId()).orElseThrow();
        List<WaysAhead> ahead = new ArrayList<>();
        for (Destination destination : destinations) {
            waysTo(sign, read, destination).ifPresent(ahead::add);
        }
        return new SignPlan(sign.id(), read.index(), ahead);
    }

    private Optional<WaysAhead> waysTo(GuidanceSign sign, Segment read, Destination destination) {
        WaySelection selection = new WaySelection(city, rules, sign, read, destination);
        LonLat start = at(read, Math.min(1 - ENDS, Math.max(ENDS, sign.fraction())));
        List<LonLat> direct = List.of(start, destination.position());
        routes(direct, rules.alternativesMax(), Avoid.NOTHING).forEach(selection::offer);
        if (selection.isEmpty()) {
            // Straight on to the end of the street first, where the fastest way would turn back at once.
            routes(List.of(start, at(read, 1), destination.position()), 0, Avoid.NOTHING)
                    .forEach(selection::offer);
        }
        for (Set<String> part : selection.partsOfMain()) {
            if (!selection.isFull()) {
                routes(direct, 0, new Avoid(List.of(), part, Set.of())).forEach(selection::offer);
            }
        }
        if (!selection.isEmpty() && !selection.isFull()) {
            selection.viaPoints(start, VIA_MAX).stream()
                    .flatMap(via -> routes(List.of(start, via, destination.position()), 0, Avoid.NOTHING).stream())
                    .forEach(selection::offer);
        }
        return selection.choose();
    }

    private List<Route> routes(List<LonLat> points, int alternatives, Avoid avoid) {
        RouteRequest request =
                RouteRequest.of(points, GuideLanguage.ZH).with(avoid).withAlternatives(alternatives);
        RouteAnswer answer = guide.route(request);
        if (answer instanceof RouteAnswer.NotServed && alternatives > 0) {
            answer = guide.route(request.withAlternatives(0));
        }
        return answer instanceof RouteAnswer.Found found ? found.routes() : List.of();
    }

    private static LonLat at(Segment segment, double fraction) {
        LengthIndexedLine line = new LengthIndexedLine(segment.geometry());
        Coordinate point = line.extractPoint(fraction * line.getEndIndex());
        return new LonLat(point.x, point.y);
    }
}
