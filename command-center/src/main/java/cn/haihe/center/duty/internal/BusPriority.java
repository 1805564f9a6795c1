package cn.haihe.center.duty.internal;

import cn.haihe.center.bus.BusPosition;
import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.bus.LiveBuses;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.command.CommandState;
import cn.haihe.center.command.JunctionClaims;
import cn.haihe.center.duty.DutyConfig;
import cn.haihe.center.place.LineTrack;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.city.City;
import cn.haihe.signal.priority.Authority;
import cn.haihe.signal.priority.BusRules;
import cn.haihe.signal.priority.BusVerdict;
import cn.haihe.signal.priority.Crossing;
import cn.haihe.signal.priority.Escort;
import cn.haihe.signal.priority.EscortRules;
import cn.haihe.signal.priority.GreenBudget;
import cn.haihe.signal.priority.Progress;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Gives late and full buses their green at the next junction, as far as its budget goes. Looks only at buses whose load is
 * known; a held second counts against the budget whole, though some of them would have been green anyway.
 */
@ApplicationScoped
public class BusPriority {
    private static final double MARGIN_DEGREES = 0.02;
    private static final double OFF_PATH_METRES_MAX = 50;
    private static final double CRUISE_KMH = 25;
    /** Short: what a bus costs the others must stay small. */
    private static final EscortRules ESCORT = new EscortRules(0, 3, 45, 45, 120, 15);

    private final LiveBuses buses;
    private final CityHolder cities;
    private final JunctionClaims claims;
    private final SignalField field;
    private final BusLoads loads;
    private final DutyConfig config;
    private final Clock clock;
    private final BusRules rules;
    private final Map<String, PathCrossings> paths = new HashMap<>();
    private final Map<String, Escort> escorts = new HashMap<>();
    private final Map<String, GreenBudget> budgets = new HashMap<>();
    private City city;
    private Instant lastTurnAt;
    private volatile Picture picture = new Picture(0, List.of(), Map.of());

    BusPriority(
            LiveBuses buses,
            CityHolder cities,
            JunctionClaims claims,
            SignalField field,
            BusLoads loads,
            DutyConfig config,
            Clock clock) {
        this.buses = buses;
        this.cities = cities;
        this.claims = claims;
        this.field = field;
        this.loads = loads;
        this.config = config;
        this.clock = clock;
        rules = new BusRules(
                (int) config.bus().lateFrom().toSeconds(), config.bus().loadFrom(), (int)
                        config.bus().budgetPerHour().toSeconds());
    }

    /** What was judged of one bus before its next junction. */
    public record Judged(
            String bus,
            String routeId,
            String junctionId,
            OptionalDouble lateBySeconds,
            OptionalDouble load,
            BusVerdict verdict) {}

    /**
     * @param loadUnknown buses on routes that nobody looks at, since it is not known how full they are
     * @param budgetLeftSeconds by junction, of those that gave some within the hour
     */
    public record Picture(int loadUnknown, List<Judged> judged, Map<String, Integer> budgetLeftSeconds) {}

    public Picture picture() {
        return picture;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void turn() {
        if (!config.bus().enabled() || cities.find().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        if (city != cities.get().city()) {
            city = cities.get().city();
            paths.clear();
        }
        spend(now);
        Map<String, List<LiveBus>> byRoute = new HashMap<>();
        int loadUnknown = 0;
        for (LiveBus bus : buses.listWithin(city.bounds().grownBy(MARGIN_DEGREES))) {
            Optional<String> route =
                    bus.terminal().routeId().filter(id -> city.findBusRoute(id).isPresent());
            boolean isFresh = bus.ageSeconds() <= config.bus().positionFor().toSeconds();
            if (route.isPresent() && isFresh) {
                byRoute.computeIfAbsent(route.get(), none -> new ArrayList<>()).add(bus);
                loadUnknown += loads.find(bus.position().id()).isEmpty() ? 1 : 0;
            }
        }
        List<Judged> judged = new ArrayList<>();
        Set<String> claiming = new HashSet<>();
        byRoute.forEach((route, all) -> {
            boolean isWorthLooking =
                    all.stream().anyMatch(bus -> loads.find(bus.position().id()).isPresent());
            if (isWorthLooking) {
                judge(route, all, now, judged, claiming);
            }
        });
        escorts.keySet().removeIf(bus -> {
            boolean isOver = !claiming.contains(bus);
            if (isOver) {
                claims.replace(claimant(bus), Map.of());
            }
            return isOver;
        });
        Map<String, Integer> left = new HashMap<>();
        budgets.forEach((id, budget) -> left.put(id, budget.leftSeconds(now)));
        picture = new Picture(loadUnknown, List.copyOf(judged), Map.copyOf(left));
    }

    /** Each second in which a bus had a junction since the last turn. */
    private void spend(Instant now) {
        int seconds = lastTurnAt == null
                ? 0
                : (int) Math.min(
                        5, Math.max(1, Duration.between(lastTurnAt, now).toSeconds()));
        lastTurnAt = now;
        for (CommandState state : claims.listCommanded()) {
            boolean isOfBus = state.now()
                    .filter(what -> what.authority() == Authority.BUS)
                    .isPresent();
            if (isOfBus) {
                budget(state.junctionId()).spend(seconds, now);
            }
        }
    }

    private GreenBudget budget(String junctionId) {
        return budgets.computeIfAbsent(junctionId, none -> new GreenBudget(rules.budgetSecondsPerHour()));
    }

    private void judge(String route, List<LiveBus> all, Instant now, List<Judged> judged, Set<String> claiming) {
        PathCrossings path = paths.computeIfAbsent(
                route, id -> PathCrossings.of(city, city.findBusRoute(id).orElseThrow()));
        Map<String, Double> metres = new HashMap<>();
        for (LiveBus bus : all) {
            path.path()
                    .findFoot(bus.position().position())
                    .filter(foot -> foot.offMetres() <= OFF_PATH_METRES_MAX)
                    .map(LineTrack.Foot::metres)
                    .ifPresent(along -> metres.put(bus.position().id(), along));
        }
        Map<String, Double> late = Headways.lateBySeconds(metres, config.bus().speedKmh());
        for (LiveBus bus : all) {
            String id = bus.position().id();
            OptionalDouble load = loads.find(id);
            Double along = metres.get(id);
            if (load.isEmpty() || along == null) {
                continue;
            }
            next(path, along).ifPresent(crossing -> {
                OptionalDouble lateBy = late.containsKey(id) ? OptionalDouble.of(late.get(id)) : OptionalDouble.empty();
                BusVerdict verdict =
                        rules.judge(lateBy, load, budget(crossing.junctionId()).leftSeconds(now));
                judged.add(new Judged(id, route, crossing.junctionId(), lateBy, load, verdict));
                if (verdict == BusVerdict.PRIORITY) {
                    claiming.add(id);
                    claim(bus.position(), along, path, crossing, now);
                }
            });
        }
    }

    /** The next junction, where it is near enough; one that is being passed is still the next. */
    private Optional<Crossing> next(PathCrossings path, double along) {
        return path.crossings().stream()
                .filter(crossing -> crossing.clearMetres() + ESCORT.passedMetres() > along)
                .findFirst()
                .filter(crossing ->
                        crossing.stopLineMetres() - along <= config.bus().reachMetres());
    }

    private void claim(BusPosition bus, double along, PathCrossings path, Crossing next, Instant now) {
        Escort escort = escorts.computeIfAbsent(
                bus.id(), id -> new Escort("bus-" + id, Authority.BUS, path.crossings(), CRUISE_KMH, ESCORT));
        Map<String, JunctionClaims.Worded> asked = new HashMap<>();
        escort.ask(Optional.of(new Progress(along, bus.speedKmh(), bus.deviceTime())), field::findDesign, now).stream()
                .filter(one -> one.junctionId().equals(next.junctionId()))
                .forEach(one -> asked.put(
                        one.junctionId(),
                        new JunctionClaims.Worded(
                                one.claim(),
                                "bus " + bus.id(),
                                "late and full on route " + path.route().ref())));
        claims.replace(claimant(bus.id()), asked);
    }

    private static String claimant(String bus) {
        return "bus-" + bus;
    }
}
