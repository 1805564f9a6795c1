package cn.haihe.routing.guidance.internal;

import cn.haihe.map.city.City;
import cn.haihe.routing.guidance.DestinationGuidance;
import cn.haihe.routing.guidance.GuidanceRules;
import cn.haihe.routing.guidance.GuidanceSnapshot;
import cn.haihe.routing.guidance.RoadPicture;
import cn.haihe.routing.guidance.SignGuidance;
import cn.haihe.routing.guidance.SignPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What all signs share; not for several threads. */
public final class Guard {
    /** After a longer silence the state is not moved by more than this. */
    private static final double ELAPSED_SECONDS_MAX = 180;

    private final GuidanceRules rules;
    private final Clock clock;
    private final Random random;
    private final RoadTable roads;
    private final WayMeter meter;
    private final AdvisedTraffic traffic;
    private final Bottleneck bottleneck;
    private final Map<String, SignControl> signs = new LinkedHashMap<>();
    private List<String> order = List.of();
    private Instant last;

    public Guard(City city, GuidanceRules rules, Clock clock, long seed) {
        this.rules = rules;
        this.clock = clock;
        random = new Random(seed);
        roads = new RoadTable(city, rules.capacity());
        meter = new WayMeter(roads, rules.scale(), rules.liveShareMin());
        traffic = new AdvisedTraffic(roads.segmentCount());
        bottleneck = new Bottleneck(roads, rules.capacity(), rules.guard(), traffic);
    }

    public GuidanceSnapshot decide(Collection<SignPlan> plans, RoadPicture picture) {
        if (picture.speeds().segmentCount() != roads.segmentCount()) {
            throw new IllegalArgumentException("a picture of "
                    + picture.speeds().segmentCount() + " segments for a city of " + roads.segmentCount());
        }
        Instant now = clock.instant();
        double elapsed = last == null ? 0 : secondsBetween(last, now);
        last = now;
        keepUp(plans, now);
        boolean fresh = !picture.speeds().asOf().isBefore(now.minus(rules.pictureAgeMax()));
        Map<String, SignGuidance> bySign = new HashMap<>();
        // Who decides first takes of the room on the streets first, so the first place goes round.
        if (!order.isEmpty()) {
            Collections.rotate(order, 1);
        }
        for (String id : order) {
            SignControl sign = signs.get(id);
            double passing = bottleneck.passingVehiclesPerHour(sign.plan.segment(), picture);
            double full =
                    passing * rules.guard().destinationShare() * rules.guard().compliance();
            List<DestinationGuidance> decided = new ArrayList<>();
            for (DestinationControl destination : sign.destinations) {
                decided.add(destination.decide(picture, fresh, full, elapsed));
            }
            bySign.put(id, sign.show(decided, now, elapsed));
        }
        return new GuidanceSnapshot(picture.speeds().asOf(), now, bySign);
    }

    private static double secondsBetween(Instant from, Instant to) {
        double seconds = Duration.between(from, to).toMillis() / 1000.0;
        return Math.min(ELAPSED_SECONDS_MAX, Math.max(0, seconds));
    }

    private void keepUp(Collection<SignPlan> plans, Instant now) {
        Map<String, SignPlan> wanted = new LinkedHashMap<>();
        plans.forEach(plan -> wanted.put(plan.signId(), plan));
        boolean changed = signs.entrySet().removeIf(known -> {
            boolean gone = !known.getValue().plan.equals(wanted.get(known.getKey()));
            if (gone) {
                known.getValue().forget();
            }
            return gone;
        });
        for (SignPlan plan : wanted.values()) {
            if (!signs.containsKey(plan.signId())) {
                signs.put(plan.signId(), control(plan, now));
                changed = true;
            }
        }
        if (changed) {
            order = new ArrayList<>(signs.keySet());
            Collections.shuffle(order, random);
        }
    }

    private SignControl control(SignPlan plan, Instant now) {
        plan.ahead().forEach(ahead -> {
            checkSegments(ahead.main().segments());
            ahead.alternatives().forEach(way -> checkSegments(way.segments()));
        });
        List<DestinationControl> destinations = plan.ahead().stream()
                .map(ahead -> new DestinationControl(ahead, rules, meter, bottleneck, traffic))
                .toList();
        Duration dwell = rules.guard().dwellMin();
        Instant turnBegan = now.minusMillis((long) (random.nextDouble() * dwell.toMillis()));
        return new SignControl(plan, destinations, dwell, turnBegan);
    }

    private void checkSegments(List<Integer> segments) {
        for (int segment : segments) {
            if (segment < 0 || segment >= roads.segmentCount()) {
                throw new IllegalArgumentException("no segment " + segment + " in this city");
            }
        }
    }
}
