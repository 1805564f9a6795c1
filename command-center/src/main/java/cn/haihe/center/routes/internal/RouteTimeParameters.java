package cn.haihe.center.routes.internal;

import cn.haihe.center.place.PlaceParameters;
import cn.haihe.center.problem.Problem;
import cn.haihe.routing.Departure;
import cn.haihe.routing.RouteAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** When a traveller wants to leave or arrive, as query parameters, and what is wrong with it. */
public final class RouteTimeParameters {
    private RouteTimeParameters() {}

    /**
     * @param depart and {@code arrive}: RFC 3339 with an offset; null where not given, both: now
     * @throws cn.haihe.center.problem.ProblemException 400 {@code malformed-parameter}
     */
    public static Departure departure(String depart, String arrive) {
        if (depart != null && arrive != null) {
            throw PlaceParameters.malformed("Give depart or arrive, not both.");
        }
        if (depart != null) {
            return new Departure.LeaveAt(instant("depart", depart));
        }
        return arrive == null ? Departure.NOW : new Departure.ArriveBy(instant("arrive", arrive));
    }

    private static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw PlaceParameters.malformed(
                    name + " must be a time of RFC 3339 with an offset, as 2026-11-23T08:00:00+08:00 or …Z.");
        }
    }

    /** Empty for an answer that has nothing to do with times. */
    public static Optional<Problem> problem(RouteAnswer answer) {
        if (answer instanceof RouteAnswer.TimeOutOfReach out) {
            return Optional.of(Problem.of(
                            422,
                            "time-out-of-reach",
                            "Time out of reach",
                            "Plan for times from " + out.earliest() + " to " + out.latest() + ".")
                    .with("earliest", out.earliest())
                    .with("latest", out.latest()));
        }
        if (answer instanceof RouteAnswer.TooLate late) {
            return Optional.of(Problem.of(
                            422,
                            "too-late",
                            "Too late",
                            "Who leaves now arrives later; one had to leave at " + late.latestDeparture() + ".")
                    .with("latestDeparture", late.latestDeparture()));
        }
        return Optional.empty();
    }
}
