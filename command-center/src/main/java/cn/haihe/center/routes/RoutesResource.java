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
import cn.haihe.routing.RouteTimes;
import cn.haihe.routing.TrafficAge;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ways for travellers. */
@Path("/pocket/v1/routes")
@PermitAll
@Tag(name = "pocket")
@Produces(MediaType.APPLICATION_JSON)
public class RoutesResource {
    private final RouteGuideHolder guides;
    private final SearchSlots slots;
    private final RouteForm form;

    RoutesResource(RouteGuideHolder guides, SearchSlots slots, RouteForm form) {
        this.guides = guides;
        this.slots = slots;
        this.form = form;
    }

    @GET
    @Blocking
    @Operation(summary = "The fastest way under the traffic of now, or as it is expected at a planned time")
    public RoutesBody find(@BeanParam RouteQuery query) {
        return answer(form.read(query));
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same by a JSON body, which may also keep out of areas and segments")
    public RoutesBody find(byte[] body) {
        return answer(form.read(body));
    }

    private RoutesBody answer(RouteForm.Asked asked) {
        RouteGuide guide = guides.get();
        RouteAnswer answer = slots.with(() -> guide.route(asked.request()));
        if (answer instanceof RouteAnswer.Found found) {
            return body(found, asked.crs());
        }
        throw new ProblemException(
                RouteProblems.of(answer, asked.request().points().size()));
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
