package cn.haihe.center.routes;

import cn.haihe.center.place.Crs;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.routes.internal.RouteTimeParameters;
import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.Route;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.RouteTimes;
import cn.haihe.routing.TrafficAge;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ways by car for travellers. */
@Path("/pocket/v1/routes")
@PermitAll
@Tag(name = "pocket")
@Produces(MediaType.APPLICATION_JSON)
public class RoutesResource {
    private final RouteGuideHolder guides;
    private final SearchSlots slots;

    RoutesResource(RouteGuideHolder guides, SearchSlots slots) {
        this.guides = guides;
        this.slots = slots;
    }

    @GET
    @Blocking
    @Operation(summary = "The fastest way by car under the traffic of now, or as it is expected at a planned time")
    public RoutesBody find(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("lang") @DefaultValue("zh") String lang,
            @QueryParam("crs") String crsName,
            @QueryParam("depart") String depart,
            @QueryParam("arrive") String arrive) {
        Crs crs = Crs.parse(crsName);
        RouteRequest request = RouteRequest.between(
                        crs.toWgs84(PlaceParameters.point("from", from)),
                        crs.toWgs84(PlaceParameters.point("to", to)),
                        language(lang))
                .with(RouteTimeParameters.departure(depart, arrive));
        RouteGuide guide = guides.get();
        RouteAnswer answer = slots.with(() -> guide.route(request));
        if (answer instanceof RouteAnswer.Found found) {
            return body(found, crs);
        }
        throw new ProblemException(problem(answer));
    }

    static GuideLanguage language(String lang) {
        return switch (lang) {
            case "zh" -> GuideLanguage.ZH;
            case "en" -> GuideLanguage.EN;
            default -> throw PlaceParameters.malformed("lang must be zh or en.");
        };
    }

    static Problem problem(RouteAnswer answer) {
        if (answer instanceof RouteAnswer.PointOffMap offMap) {
            String point = offMap.pointIndex() == 0 ? "from" : "to";
            return Problem.of(
                            422,
                            "point-off-map",
                            "Point off the map",
                            "No road that is open to cars is near \"" + point + "\".")
                    .with("parameter", point);
        }
        if (answer instanceof RouteAnswer.PointClosed closed) {
            String point = closed.pointIndex() == 0 ? "from" : "to";
            return Problem.of(
                            422,
                            "point-closed",
                            "Point on a closed street",
                            "The street at \"" + point + "\" is closed now, and no other is near.")
                    .with("parameter", point);
        }
        if (answer instanceof RouteAnswer.NoWay) {
            return Problem.of(422, "no-way", "No way", "No way that is open now leads from \"from\" to \"to\".");
        }
        if (answer instanceof RouteAnswer.GivenUp givenUp) {
            return Problem.of(503, "search-limit", "Search given up", "The search took too much; there may be a way.")
                    .with("limit", givenUp.limit());
        }
        Optional<Problem> ofTime = RouteTimeParameters.problem(answer);
        if (ofTime.isPresent()) {
            return ofTime.get();
        }
        if (answer instanceof RouteAnswer.NotServed notServed) {
            return Problem.of(422, "not-served", "Not served", "Not served here: " + notServed.what() + ".");
        }
        throw new IllegalStateException("no such answer for two points: " + answer);
    }

    private static RoutesBody body(RouteAnswer.Found found, Crs crs) {
        Optional<TrafficAge> traffic = found.traffic();
        return new RoutesBody(
                traffic.map(TrafficAge::asOf).orElse(null),
                traffic.map(TrafficAge::ageSeconds).orElse(null),
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
