package cn.haihe.center.routes;

import cn.haihe.center.place.Crs;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.routes.internal.RouteForm;
import cn.haihe.center.routes.internal.RouteProblems;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.Route;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.RouteTimes;
import cn.haihe.routing.TrafficAge;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Searches what a door was asked, and writes the answer as every door gives it. */
@ApplicationScoped
public class RouteDesk {
    private final RouteGuideHolder guides;
    private final SearchSlots slots;

    RouteDesk(RouteGuideHolder guides, SearchSlots slots) {
        this.guides = guides;
        this.slots = slots;
    }

    /** @throws ProblemException where there is no route, with the reason */
    RoutesBody answer(RouteForm.Asked asked) {
        RouteGuide guide = guides.get();
        RouteAnswer answer = slots.with(() -> guide.route(asked.request()));
        if (answer instanceof RouteAnswer.Found found) {
            return body(found, asked.crs());
        }
        throw new ProblemException(
                RouteProblems.of(answer, asked.request().points().size()));
    }

    /**
     * The best way for another room of the hub.
     *
     * @throws ProblemException where there is no route, with the reason
     */
    public Route getRoute(RouteRequest request) {
        RouteAnswer answer = slots.with(() -> guides.get().route(request));
        if (answer instanceof RouteAnswer.Found found) {
            return found.routes().get(0);
        }
        throw new ProblemException(RouteProblems.of(answer, request.points().size()));
    }

    static GuideLanguage language(String lang) {
        return switch (lang) {
            case "zh" -> GuideLanguage.ZH;
            case "en" -> GuideLanguage.EN;
            default -> throw PlaceParameters.malformed("lang must be zh or en.");
        };
    }

    static Problem problem(RouteAnswer answer) {
        return RouteProblems.of(answer, 2);
    }

    private static RoutesBody body(RouteAnswer.Found found, Crs crs) {
        Optional<TrafficAge> traffic = found.traffic();
        return new RoutesBody(
                traffic.map(TrafficAge::asOf).orElse(null),
                traffic.map(TrafficAge::ageSeconds).orElse(null),
                found.plate()
                        .map(plate -> new RoutesBody.PlateBody(
                                plate.banIds(), plate.areaKnown(), tenths(plate.longerSeconds())))
                        .orElse(null),
                found.routes().stream().map(route -> body(route, crs)).toList());
    }

    private static RoutesBody.RouteBody body(Route route, Crs crs) {
        List<RoutesBody.Instruction> instructions = route.steps().stream()
                .map(step -> new RoutesBody.Instruction(
                        step.text(),
                        tenths(step.distanceMetres()),
                        tenths(step.durationSeconds()),
                        step.from(),
                        step.to()))
                .toList();
        List<RoutesBody.Stretch> congestion = route.congestion().stream()
                .map(stretch -> new RoutesBody.Stretch(stretch.from(), stretch.to(), stretch.level()))
                .toList();
        return new RoutesBody.RouteBody(
                tenths(route.distanceMetres()),
                tenths(route.durationSeconds()),
                tenths(route.freeFlowSeconds()),
                route.times().map(RouteTimes::departure).orElse(null),
                route.times().map(RouteTimes::arrival).orElse(null),
                route.times()
                        .map(times -> Math.round(1000 * times.usualShare()) / 1000.0)
                        .orElse(null),
                route.grade().orElse(null),
                Math.round(1000 * route.liveShare()) / 1000.0,
                route.signals().orElse(null),
                route.merits().isEmpty() ? null : route.merits(),
                line(route, crs),
                instructions,
                congestion);
    }

    static RoutesBody.Line line(Route route, Crs crs) {
        double[][] coordinates = Arrays.stream(route.geometry().getCoordinates())
                .map(c -> {
                    LonLat position = crs.fromWgs84(new LonLat(c.x, c.y));
                    return new double[] {position.lon(), position.lat()};
                })
                .toArray(double[][]::new);
        return new RoutesBody.Line("LineString", coordinates);
    }

    static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
