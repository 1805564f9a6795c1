package cn.haihe.center.signals.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.DelayPicture;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalDelays;
import cn.haihe.center.traffic.SegmentTraffic;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Segment;
import cn.haihe.map.traffic.Grade;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.optimise.MovementDelays;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.TimingPlan;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Computes the waits of every junction whose running plan is known: with the flows of now where they are counted. */
@ApplicationScoped
class LiveSignalDelays implements SignalDelays {
    private final CityHolder cities;
    private final SignalBoard board;
    private final SignalDesigns designs;
    private final RunningPlans plans;
    private final TrafficBoard traffic;
    private final Clock clock;
    private final MovementDelays delays = new MovementDelays(WebsterRules.DEFAULT);
    private final List<Consumer<DelayPicture>> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<DelayPicture> picture = Optional.empty();

    LiveSignalDelays(
            CityHolder cities,
            SignalBoard board,
            SignalDesigns designs,
            RunningPlans plans,
            TrafficBoard traffic,
            Clock clock,
            MeterRegistry meters) {
        this.cities = cities;
        this.board = board;
        this.designs = designs;
        this.plans = plans;
        this.traffic = traffic;
        this.clock = clock;
        meters.gauge(
                "haihe.signals.plans.known",
                this,
                self -> self.picture
                        .map(known -> known.secondsByMovement().size())
                        .orElse(0));
    }

    @Override
    public Optional<DelayPicture> find() {
        return picture;
    }

    @Override
    public void addListener(Consumer<DelayPicture> listener) {
        listeners.add(listener);
    }

    @Scheduled(every = "${haihe.signals.delays-every:PT5S}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void take() {
        if (cities.find().isEmpty()) {
            return;
        }
        City city = cities.find().get().city();
        Optional<TrafficPicture> flows = traffic.find();
        Map<String, Map<Integer, Double>> known = new HashMap<>();
        for (Junction junction : city.junctions()) {
            board.find(junction.id())
                    .flatMap(plans::find)
                    .flatMap(plan -> seconds(city, junction, plan, flows))
                    .ifPresent(seconds -> known.put(junction.id(), rounded(seconds)));
        }
        DelayPicture next = new DelayPicture(clock.instant(), known);
        picture = Optional.of(next);
        listeners.forEach(listener -> listener.accept(next));
    }

    /** To half seconds: finer ones would make every picture another one, and mean nothing. */
    private static Map<Integer, Double> rounded(Map<Integer, Double> seconds) {
        Map<Integer, Double> halves = new HashMap<>();
        seconds.forEach((movement, wait) -> halves.put(movement, Math.round(2 * wait) / 2.0));
        return halves;
    }

    private Optional<Map<Integer, Double>> seconds(
            City city, Junction junction, TimingPlan plan, Optional<TrafficPicture> flows) {
        SignalJunction design;
        try {
            design = designs.getDesign(junction.id());
        } catch (ProblemException unsignallable) {
            return Optional.empty();
        }
        Map<Integer, Double> counted = counted(city, junction, flows);
        Demand usual = designs.typicalDemand(junction);
        if (counted.isEmpty()) {
            return delays.of(junction, design, plan, usual, false);
        }
        Demand shared = TypicalDemand.shared(junction, approach -> counted.getOrDefault(approach.number(), 0.0));
        Optional<Map<Integer, Double>> byUsual = delays.of(junction, design, plan, usual, false);
        Optional<Map<Integer, Double>> byCount = delays.of(junction, design, plan, shared, true);
        return byUsual.map(seconds -> {
            Map<Integer, Double> both = new HashMap<>(seconds);
            for (Movement movement : junction.movements()) {
                Double now = byCount.orElseThrow().get(movement.number());
                if (now != null && counted.containsKey(movement.fromApproach())) {
                    both.put(movement.number(), now);
                }
            }
            return both;
        });
    }

    /** Vehicles an hour by approach; only where every segment that leads in is counted now. */
    static Map<Integer, Double> counted(City city, Junction junction, Optional<TrafficPicture> flows) {
        Map<Integer, Double> counted = new HashMap<>();
        for (Approach approach : junction.approaches()) {
            OptionalDouble sum = OptionalDouble.empty();
            boolean isWhole = !approach.inbound().isEmpty();
            for (String id : approach.inbound()) {
                Optional<Integer> flow = city.findSegment(id)
                        .map(Segment::index)
                        .flatMap(index -> flows.flatMap(now -> now.find(index)))
                        .filter(now -> now.grade() == Grade.A || now.grade() == Grade.B)
                        .flatMap(LiveSignalDelays::flow);
                isWhole &= flow.isPresent();
                sum = OptionalDouble.of(sum.orElse(0) + flow.orElse(0));
            }
            if (isWhole) {
                counted.put(approach.number(), sum.orElse(0));
            }
        }
        return counted;
    }

    private static Optional<Integer> flow(SegmentTraffic traffic) {
        return traffic.flowPerHour().isPresent()
                ? Optional.of(traffic.flowPerHour().getAsInt())
                : Optional.empty();
    }
}
