package cn.haihe.center.performance.internal;

import cn.haihe.center.bus.LiveBus;
import cn.haihe.center.performance.PerformanceConfig;
import cn.haihe.center.place.LineTrack;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.city.Names;
import cn.haihe.signal.junction.Phase;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.performance.GreenBands;
import cn.haihe.signal.performance.Span;
import cn.haihe.signal.performance.StageDiagram;
import cn.haihe.signal.performance.StageHistory;
import cn.haihe.signal.plan.TimingPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The time-space diagram of a corridor over the last minutes: greens as planned and as seen, bands, buses. */
@ApplicationScoped
public class CorridorReports {
    private static final int BUSES_MAX = 200;
    private static final double METRES_PER_SECOND_PER_KMH = 1 / 3.6;

    private final SignalField field;
    private final StageWatch watch;
    private final BusTraces traces;
    private final PerformanceConfig config;
    private final Clock clock;

    CorridorReports(SignalField field, StageWatch watch, BusTraces traces, PerformanceConfig config, Clock clock) {
        this.field = field;
        this.watch = watch;
        this.traces = traces;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param movement null where the map allows none
     * @param planned seconds from the beginning of the window; null where the running plan is not known
     * @param observed as the controller told its stages, less the clearance behind them; null where it told none
     */
    public record Direction(Integer movement, List<double[]> planned, List<double[]> observed) {}

    public record Node(String junctionId, Names names, double metres, Direction forward, Direction backward) {}

    /**
     * @param bands as times at the first stop line of the direction
     * @param widestSeconds 0 where there is none
     * @param share of the window in which one can set out and pass without a stop
     */
    public record Bands(List<double[]> bands, double widestSeconds, double share) {}

    /** @param planned null where not every plan is known, {@code observed} where not every junction was seen */
    public record Way(Bands planned, Bands observed) {}

    /** @param trace seconds from the beginning of the window, metres along the corridor */
    public record BusTrace(String id, String routeId, List<double[]> trace) {}

    public record Report(
            Instant from,
            int windowSeconds,
            double speedKmh,
            double lengthMetres,
            List<Node> junctions,
            Way forward,
            Way backward,
            List<BusTrace> buses,
            int busesFound) {}

    /** Greens of one direction at one stop line; empty where they are not known. */
    private record Greens(Optional<List<Span>> planned, Optional<List<Span>> observed) {}

    Report report(Corridor corridor, int windowSeconds, double speedKmh) {
        Instant from = clock.instant().minusSeconds(windowSeconds);
        List<Greens> there = new ArrayList<>();
        List<Greens> back = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        for (Corridor.Node node : corridor.nodes()) {
            Greens forward = greens(node.junction().id(), node.forward(), from, windowSeconds);
            Greens backward = greens(node.junction().id(), node.backward(), from, windowSeconds);
            there.add(forward);
            back.add(backward);
            nodes.add(new Node(
                    node.junction().id(),
                    node.junction().names(),
                    JunctionReports.tenths(node.metres()),
                    direction(node.forward(), forward),
                    direction(node.backward(), backward)));
        }
        double[] metres =
                corridor.nodes().stream().mapToDouble(Corridor.Node::metres).toArray();
        Collections.reverse(back);
        double[] metresBack = new double[metres.length];
        for (int i = 0; i < metres.length; i++) {
            metresBack[i] = metres[metres.length - 1] - metres[metres.length - 1 - i];
        }
        List<BusTrace> buses = buses(corridor.line(), from);
        return new Report(
                from,
                windowSeconds,
                speedKmh,
                JunctionReports.tenths(corridor.line().lengthMetres()),
                nodes,
                way(there, metres, windowSeconds, speedKmh),
                way(back, metresBack, windowSeconds, speedKmh),
                buses.subList(0, Math.min(BUSES_MAX, buses.size())),
                buses.size());
    }

    private static Direction direction(Optional<Integer> movement, Greens greens) {
        return new Direction(
                movement.orElse(null),
                greens.planned().map(CorridorReports::pairs).orElse(null),
                greens.observed().map(CorridorReports::pairs).orElse(null));
    }

    private static List<double[]> pairs(List<Span> spans) {
        return spans.stream()
                .map(span -> new double[] {JunctionReports.tenths(span.from()), JunctionReports.tenths(span.to())})
                .toList();
    }

    private static Way way(List<Greens> greens, double[] metres, int windowSeconds, double speedKmh) {
        double[] travel = new double[metres.length];
        for (int i = 0; i < metres.length; i++) {
            travel[i] = (metres[i] - metres[0]) / (speedKmh * METRES_PER_SECOND_PER_KMH);
        }
        return new Way(
                bands(greens.stream().map(Greens::planned).toList(), travel, windowSeconds),
                bands(greens.stream().map(Greens::observed).toList(), travel, windowSeconds));
    }

    private static Bands bands(List<Optional<List<Span>>> greens, double[] travel, int windowSeconds) {
        if (greens.stream().anyMatch(Optional::isEmpty)) {
            return null;
        }
        // Who sets out later is still on the way when the window ends.
        double lastStart = windowSeconds - travel[travel.length - 1];
        if (lastStart <= 0) {
            return new Bands(List.of(), 0, 0);
        }
        List<Span> bands =
                GreenBands.through(greens.stream().map(Optional::orElseThrow).toList(), travel);
        double widest = bands.stream().mapToDouble(Span::seconds).max().orElse(0);
        double all = bands.stream().mapToDouble(Span::seconds).sum();
        return new Bands(
                pairs(bands), JunctionReports.tenths(widest), Math.round(1000 * Math.min(1, all / lastStart)) / 1000.0);
    }

    private Greens greens(String junctionId, Optional<Integer> movement, Instant from, int windowSeconds) {
        Optional<SignalJunction> design = field.findDesign(junctionId);
        if (movement.isEmpty() || design.isEmpty()) {
            return new Greens(Optional.empty(), Optional.empty());
        }
        return new Greens(
                planned(design.get(), movement.get(), from, windowSeconds),
                watch.find(junctionId)
                        .map(StageHistory::spells)
                        .map(spells -> GreenBands.observed(design.get(), movement.get(), spells, from, windowSeconds)));
    }

    private Optional<List<Span>> planned(SignalJunction design, int movement, Instant from, int windowSeconds) {
        Optional<TimingPlan> plan = field.findRunningPlan(design.id());
        return plan.flatMap(known -> StageDiagram.find(design, known)
                .map(diagram -> design.phases().stream()
                        .filter(phase -> phase.movements().contains(movement))
                        .map(Phase::number)
                        .flatMap(phase ->
                                GreenBands.planned(diagram, known, phase, from.getEpochSecond(), windowSeconds)
                                        .stream())
                        .toList()));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }

    private List<BusTrace> buses(LineTrack line, Instant from) {
        List<BusTrace> found = new ArrayList<>();
        traces.forEach(from, (id, places) -> {
            List<double[]> trace = places.stream()
                    .flatMap(place -> line
                            .findFoot(place.position())
                            .filter(foot -> foot.offMetres() <= config.corridorReachMetres())
                            .map(foot ->
                                    new double[] {seconds(from, place.at()), JunctionReports.tenths(foot.metres())})
                            .stream())
                    .toList();
            if (trace.size() > 1) {
                String route = traces.find(id)
                        .map(LiveBus::terminal)
                        .flatMap(terminal -> terminal.routeId())
                        .orElse(null);
                found.add(new BusTrace(id, route, trace));
            }
        });
        found.sort((a, b) -> a.id().compareTo(b.id()));
        return found;
    }
}
