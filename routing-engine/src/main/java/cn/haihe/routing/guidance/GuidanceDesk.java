package cn.haihe.routing.guidance;

import cn.haihe.map.city.City;
import cn.haihe.routing.guidance.internal.Guard;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

/**
 * Decides what the signs of a city have to say. It remembers from one decision to the next what all signs together
 * advise, so that they do not send everybody into one detour and take everybody back once that is jammed.
 *
 * <p>The guard follows what is known of such feedback (J. Bottom, "Consistent Anticipatory Route Guidance", 2000; Pavlis
 * and Papageorgiou, "Simple Decentralized Feedback Strategies for Route Guidance in Traffic Networks", 1999): advice that
 * all obey at once, from times that lag behind, swings from side to side; a part that is advised, that changes slowly and
 * counts what is on its way already, comes to rest.
 *
 * <p>One thread decides, any thread reads the last {@link #snapshot}.
 */
public final class GuidanceDesk {
    private final Guard guard;
    private volatile Optional<GuidanceSnapshot> snapshot = Optional.empty();

    /** @param seed of the order that signs take their turns in */
    public GuidanceDesk(City city, GuidanceRules rules, Clock clock, long seed) {
        guard = new Guard(city, rules, clock, seed);
    }

    /**
     * Decides anew. What the guard remembers of a sign lasts as long as its plan: a sign with another plan begins anew,
     * one without a plan says nothing more.
     *
     * @throws IllegalArgumentException where plans or picture are of another city
     */
    public synchronized GuidanceSnapshot decide(Collection<SignPlan> plans, RoadPicture picture) {
        GuidanceSnapshot next = guard.decide(plans, picture);
        snapshot = Optional.of(next);
        return next;
    }

    /** What was decided last; empty before the first time. Never waits. */
    public Optional<GuidanceSnapshot> snapshot() {
        return snapshot;
    }
}
