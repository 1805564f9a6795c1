package cn.haihe.center.routes.internal;

import cn.haihe.center.problem.Problem;
import cn.haihe.routing.RouteAnswer;
import java.util.Optional;

/** Why there is no route, for those who asked. */
public final class RouteProblems {
    private RouteProblems() {}

    /** @param points of the request: its first is "from", its last "to" */
    public static Problem of(RouteAnswer answer, int points) {
        return ofPoint(answer, points)
                .or(() -> RouteTimeParameters.problem(answer))
                .or(() -> ofRequest(answer))
                .orElseGet(() -> ofSearch(answer));
    }

    private static Optional<Problem> ofPoint(RouteAnswer answer, int points) {
        if (answer instanceof RouteAnswer.PointOffMap offMap) {
            return Optional.of(atPoint(
                    offMap.pointIndex(),
                    points,
                    "point-off-map",
                    "Point off the map",
                    "No road that may be used is near"));
        }
        if (answer instanceof RouteAnswer.PointClosed closed) {
            return Optional.of(atPoint(
                    closed.pointIndex(),
                    points,
                    "point-closed",
                    "Point on a closed street",
                    "The street is closed then, and no other is near, at"));
        }
        if (answer instanceof RouteAnswer.PointAvoided avoided) {
            return Optional.of(atPoint(
                    avoided.pointIndex(),
                    points,
                    "point-avoided",
                    "Point on a street to avoid",
                    "The request keeps out of the street at"));
        }
        if (answer instanceof RouteAnswer.PlateRests rests) {
            Problem problem = rests.pointIndex().isPresent()
                    ? atPoint(
                            rests.pointIndex().getAsInt(),
                            points,
                            "plate-rests",
                            "Plate rests",
                            "The vehicle may not drive then at")
                    : Problem.of(
                            422,
                            "plate-rests",
                            "Plate rests",
                            "The vehicle may not drive then on any way that is left.");
            return Optional.of(problem.with("ban", rests.banId()).with("until", rests.until()));
        }
        return Optional.empty();
    }

    private static Problem atPoint(int index, int points, String slug, String title, String what) {
        String name = index == 0 ? "from" : index == points - 1 ? "to" : "via";
        return Problem.of(422, slug, title, what + " \"" + name + "\".")
                .with("parameter", name)
                .with("pointIndex", index);
    }

    private static Optional<Problem> ofRequest(RouteAnswer answer) {
        if (answer instanceof RouteAnswer.TooManyPoints many) {
            return Optional.of(Problem.of(
                            422,
                            "too-many-points",
                            "Too many points",
                            "A route has at most " + many.pointsMax() + " points.")
                    .with("pointsMax", many.pointsMax()));
        }
        if (answer instanceof RouteAnswer.AreaRefused area) {
            return Optional.of(Problem.of(
                            422,
                            "area-refused",
                            "Area refused",
                            switch (area.fault()) {
                                case TOO_MANY_AREAS -> "At most " + area.areasMax() + " areas to avoid.";
                                case TOO_MANY_CORNERS ->
                                    "The areas to avoid have at most " + area.cornersMax() + " corners together.";
                                case NOT_ON_THE_GLOBE -> "A corner of an area is not on the globe.";
                                case NOT_A_POLYGON -> "An area crosses itself, or is none.";
                            })
                    .with("fault", area.fault())
                    .with("areasMax", area.areasMax())
                    .with("cornersMax", area.cornersMax()));
        }
        if (answer instanceof RouteAnswer.UnknownSegment unknown) {
            return Optional.of(Problem.of(
                            422,
                            "unknown-segment",
                            "Unknown segment",
                            "There is no segment " + unknown.segmentId() + ".")
                    .with("segmentId", unknown.segmentId()));
        }
        if (answer instanceof RouteAnswer.NotServed notServed) {
            return Optional.of(
                    Problem.of(422, "not-served", "Not served", "Not served here: " + notServed.what() + "."));
        }
        return Optional.empty();
    }

    private static Problem ofSearch(RouteAnswer answer) {
        if (answer instanceof RouteAnswer.NoWay) {
            return Problem.of(422, "no-way", "No way", "No way that is open now leads from \"from\" to \"to\".");
        }
        if (answer instanceof RouteAnswer.GivenUp givenUp) {
            return Problem.of(503, "search-limit", "Search given up", "The search took too much; there may be a way.")
                    .with("limit", givenUp.limit());
        }
        throw new IllegalStateException("no problem, or one that nobody foresaw: " + answer);
    }
}
