package cn.haihe.routing;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.live.PlannedClosures;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.live.TurnDelays;
import cn.haihe.routing.matching.MatchedTrace;
import cn.haihe.routing.matching.StreamLimits;
import cn.haihe.routing.matching.TraceMatcher;
import cn.haihe.routing.matching.TraceRequest;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.profile.OutlookRules;
import cn.haihe.routing.profile.SpeedProfiles;
import cn.haihe.routing.rule.PlateRules;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Finds ways by car under live traffic. Safe for any number of threads; a request sees one picture of the traffic from
 * start to end, and neither waits for an update nor makes one wait. A search takes milliseconds to seconds of one
 * processor: never call it from an event loop.
 */
public interface RouteGuide extends AutoCloseable {
    String TRAFFIC_AS_OF = "traffic_as_of";
    String TRAFFIC_AGE_SECONDS = "traffic_age_seconds";

    /** Every expected outcome is an answer; nothing that a caller can put into a request makes it throw. */
    RouteAnswer route(RouteRequest request);

    /**
     * The same search in GraphHopper's own terms, for the door that speaks its API: all that its router can do, custom
     * models included, which are laid over the live speeds. What is refused stands in the errors of the response, as
     * the exceptions that GraphHopper's clients know. Which picture of the traffic counted stands in its hints, under
     * {@link #TRAFFIC_AS_OF} and {@link #TRAFFIC_AGE_SECONDS}.
     */
    GHResponse routeAsGraphHopper(GHRequest request);

    /** The times from each of some places to each of others, as {@link #route} counts them. */
    MatrixAnswer matrix(MatrixRequest request);

    /** What can be reached from a place, or from where a place can be reached, within a limit. */
    ReachAnswer reach(ReachRequest request);

    /**
     * Takes a whole picture of the traffic, at most about one a second. It is made ready in the background, a fraction of
     * a second, while answers are still for the picture before.
     *
     * @return ends when answers are for this picture or a newer one that overtook it
     * @throws IllegalArgumentException where it is for another city
     */
    CompletionStage<Void> useSpeeds(SegmentSpeeds speeds);

    /**
     * Takes the waits at all signals, in place of those before; give them as plans change. Ready and refused as speeds are.
     *
     * @throws IllegalArgumentException where they are for another city
     */
    CompletionStage<Void> useTurnDelays(TurnDelays delays);

    /**
     * From now on departures and arrivals that are planned ahead keep out of these, in place of those before.
     *
     * @throws IllegalArgumentException where they are for another city
     */
    void usePlannedClosures(PlannedClosures closures);

    /**
     * From now on departures and arrivals that are planned ahead go by these.
     *
     * @throws IllegalArgumentException where they are for another city
     */
    void useProfiles(SpeedProfiles profiles, DayCalendar calendar, OutlookRules rules);

    /** From now on requests that give a plate are held to these; before, to none. Takes a moment on a large map. */
    void usePlateRules(PlateRules rules);

    MapFacts map();

    GuideHealth health();

    /**
     * Finds the roads that a vehicle drove on; streets are named as in a route.
     *
     * @throws IllegalArgumentException where the trace does not lie on roads; the message says where
     */
    MatchedTrace match(TraceRequest request);

    /** Follows vehicles on the roads by their fixes as they come in. */
    TraceMatcher follow(VehicleKind kind, StreamLimits limits);

    /** The nearest road of any kind; empty where the place is off the map, or far from every road. */
    Optional<NearestRoad> findNearestRoad(LonLat place);

    @Override
    void close();
}
