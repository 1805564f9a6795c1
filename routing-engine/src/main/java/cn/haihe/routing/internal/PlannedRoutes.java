package cn.haihe.routing.internal;

import cn.haihe.routing.Departure;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteRequest;
import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.OutlookRules;
import cn.haihe.routing.profile.SpeedOutlook;
import cn.haihe.routing.profile.SpeedProfiles;
import cn.haihe.routing.profile.UsualSpeeds;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.ResponsePath;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.details.PathDetailsBuilderFactory;
import com.graphhopper.util.shapes.GHPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Departures and arrivals that are planned ahead. */
final class PlannedRoutes {
    /** So long a time may have passed already: clocks differ, and requests travel. */
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private final LiveSearch search;
    private final JourneyPlanner planner;
    private final SegmentMatch match;
    private final Clock clock;
    private volatile Usual usual;

    private record Usual(SpeedProfiles profiles, DayCalendar calendar, OutlookRules rules) {}

    /** @param departMillis when who takes this answer sets out; of a way only */
    record Answer(GHResponse response, long departMillis) {}

    PlannedRoutes(LiveSearch search, JourneyPlanner planner, SegmentMatch match, int segments, Clock clock) {
        this.search = search;
        this.planner = planner;
        this.match = match;
        this.clock = clock;
        usual = new Usual(
                SpeedProfiles.unknown(segments), DayCalendar.ofWeekdays(ZoneOffset.UTC), OutlookRules.DEFAULT);
    }

    void use(SpeedProfiles profiles, DayCalendar calendar, OutlookRules rules) {
        if (profiles.segmentCount() != usual.profiles().segmentCount()) {
            throw new IllegalArgumentException("profiles of " + profiles.segmentCount() + " segments for a city of "
                    + usual.profiles().segmentCount());
        }
        usual = new Usual(profiles, calendar, rules);
    }

    /** One request, which sees the traffic to come as it is expected now. */
    Plan plan(RouteRequest request, Bans avoided, LiveMetrics.Picture picture, Optional<KindSpeeds> kindSpeeds) {
        Usual known = usual;
        Instant now = clock.instant();
        SpeedOutlook outlook = new SpeedOutlook(
                picture.speeds(),
                match,
                new UsualSpeeds(known.profiles(), known.calendar(), now),
                now,
                known.rules().liveFadesWithin());
        return new Plan(request, avoided, picture, kindSpeeds, outlook, now, known.rules());
    }

    final class Plan {
        private final RouteRequest request;
        private final Bans avoided;
        private final Departure departure;
        private final LiveMetrics.Picture picture;
        private final Optional<KindSpeeds> kindSpeeds;
        private final SpeedOutlook outlook;
        private final Instant now;
        private final OutlookRules rules;

        private Plan(
                RouteRequest request,
                Bans avoided,
                LiveMetrics.Picture picture,
                Optional<KindSpeeds> kindSpeeds,
                SpeedOutlook outlook,
                Instant now,
                OutlookRules rules) {
            this.request = request;
            this.avoided = avoided;
            departure = request.departure();
            this.picture = picture;
            this.kindSpeeds = kindSpeeds;
            this.outlook = outlook;
            this.now = now;
            this.rules = rules;
        }

        /** Why its time can't be planned for. */
        Optional<RouteAnswer> findRefusal() {
            Instant earliest = now.minus(JUST_NOW);
            Instant latest = now.plus(rules.aheadMax());
            return moment().isBefore(earliest) || moment().isAfter(latest)
                    ? Optional.of(new RouteAnswer.TimeOutOfReach(earliest, latest))
                    : Optional.empty();
        }

        /** The speed on an edge at the time that the request names. */
        double kmhThen(int edgeKey) {
            return outlook.kmh(edgeKey, moment().toEpochMilli());
        }

        LiveSpeeds live() {
            return picture.speeds();
        }

        /** The way that minds these bans, or why there is none. */
        Answer route(GHRequest question, Bans bans) {
            if (departure instanceof Departure.ArriveBy) {
                Answer latest = latestDeparture(question, bans);
                return latest.response().hasErrors() || isTooLate(latest)
                        ? latest
                        : leaveAt(latest.departMillis(), question, bans);
            }
            return leaveAt(moment().toEpochMilli(), question, bans);
        }

        /** Who sets out now is too late, even on the way that may set out last. */
        boolean isTooLate(Answer answer) {
            return !answer.response().hasErrors()
                    && departure instanceof Departure.ArriveBy
                    && Instant.ofEpochMilli(answer.departMillis()).isBefore(now.minus(JUST_NOW));
        }

        private Answer leaveAt(long millis, GHRequest question, Bans bans) {
            Journey journey = journey(millis, false, bans);
            GHResponse response = journey instanceof Journey.Timed timed
                    ? search.routeTimed(
                            question, timed, drives -> PieceDetails.expected(outlook, drives, kindSpeeds.orElseThrow()))
                    : search.route(question, journey, picture, new PathDetailsBuilderFactory());
            return new Answer(response, millis);
        }

        private Answer arriveBy(long millis, GHRequest question, Bans bans) {
            Journey journey = journey(millis, true, bans);
            GHResponse response = search.route(question, journey, picture, new PathDetailsBuilderFactory());
            return response.hasErrors()
                    ? new Answer(response, millis)
                    : new Answer(response, millis - tookMillis(journey, response.getBest()));
        }

        /** What a search through time weighs are milliseconds, until the arrival that was asked for. */
        private static long tookMillis(Journey journey, ResponsePath path) {
            return journey instanceof Journey.Timed ? Math.round(1000 * path.getRouteWeight()) : path.getTime();
        }

        private Journey journey(long millis, boolean isArrival, Bans bans) {
            return planner.planAhead(request.vehicle(), avoided, bans, outlook, picture, millis, isArrival);
        }

        /** The last leg ends at the time that was asked for, and each one before it when the next one must begin. */
        private Answer latestDeparture(GHRequest question, Bans bans) {
            List<GHPoint> points = question.getPoints();
            long arrival = moment().toEpochMilli();
            Answer leg = null;
            for (int to = points.size() - 1; to > 0; to--) {
                GHRequest between = new GHRequest(points.get(to - 1), points.get(to)).setProfile(question.getProfile());
                between.putHint(Parameters.Routing.INSTRUCTIONS, false).putHint(Parameters.Routing.CALC_POINTS, false);
                leg = arriveBy(arrival, between, bans);
                if (leg.response().hasErrors()) {
                    return leg;
                }
                arrival = leg.departMillis();
            }
            return leg;
        }

        /** That the request names. */
        Instant moment() {
            return departure instanceof Departure.ArriveBy arriveBy
                    ? arriveBy.time()
                    : ((Departure.LeaveAt) departure).time();
        }
    }
}
