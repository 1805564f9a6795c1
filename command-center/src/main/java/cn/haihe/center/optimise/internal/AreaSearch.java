package cn.haihe.center.optimise.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.optimise.OptimiseConfig;
import cn.haihe.center.optimise.PlanSearch;
import cn.haihe.center.optimise.PlanSearch.Draft;
import cn.haihe.center.signals.MovementFlows;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.area.AreaJunction;
import cn.haihe.signal.area.AreaNetwork;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.PlanCheck;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.optimise.NetworkOptimiser;
import cn.haihe.signal.optimise.OptimisedNetwork;
import cn.haihe.signal.optimise.OptimiserProgress;
import cn.haihe.signal.optimise.OptimiserSettings;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.queue.DelayEstimate;
import cn.haihe.signal.queue.QueueModel;
import cn.haihe.signal.queue.QueueRules;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Searches plans for junctions of the city by what flows there now. */
@ApplicationScoped
class AreaSearch {
    private static final int SAMPLES = 6;

    private final CityHolder cities;
    private final SignalField field;
    private final OptimiseConfig config;
    private final SafetyVerifier verifier = new SafetyVerifier(Limits.DEFAULT);

    AreaSearch(CityHolder cities, SignalField field, OptimiseConfig config) {
        this.cities = cities;
        this.field = field;
        this.config = config;
    }

    record Found(long tried, PlanSearch.Result result) {}

    /** Takes as long as the request says, or until it is cancelled: then it has what was found until then. */
    Found search(SearchForm.Request request, Consumer<OptimiserProgress> listener, BooleanSupplier isCancelled) {
        List<AreaJunction> junctions = new ArrayList<>();
        int counted = 0;
        int approaches = 0;
        for (String id : request.junctions()) {
            Junction map = field.getJunction(id);
            MovementFlows flows = field.flows(map);
            counted += flows.countedApproaches().size();
            approaches += (int) map.approaches().stream()
                    .filter((Approach approach) -> approach.lanes() > 0)
                    .count();
            junctions.add(new AreaJunction(map, field.getDesign(id), flows.demand(), field.findRunningPlan(id)));
        }
        AreaNetwork area = AreaNetwork.of(cities.get().city(), junctions);
        OptimiserSettings usual = OptimiserSettings.within(Duration.ofSeconds(request.seconds()), request.seed());
        OptimisedNetwork found = NetworkOptimiser.optimise(
                area.network(),
                new OptimiserSettings(
                        usual.budget(),
                        usual.mostEvaluations(),
                        config.threads(),
                        usual.searchSamples(),
                        usual.checkSamples(),
                        usual.seed()),
                listener,
                isCancelled);
        return new Found(
                found.evaluations(),
                new PlanSearch.Result(
                        found.startDelaySeconds(),
                        found.delaySeconds(),
                        withoutRunningPlan(area.network()),
                        found.kept(),
                        counted,
                        approaches,
                        drafts(area, junctions, found)));
    }

    private static List<String> withoutRunningPlan(SignalNetwork network) {
        PlanCheck check = new PlanCheck(network);
        return network.intersections().stream()
                .filter(intersection -> intersection
                        .currentPlan()
                        .filter(plan -> check.faults(List.of(plan)).isEmpty())
                        .isEmpty())
                .map(Intersection::id)
                .toList();
    }

    private List<Draft> drafts(AreaNetwork area, List<AreaJunction> junctions, OptimisedNetwork found) {
        SignalNetwork network = area.network();
        QueueModel model = new QueueModel(network, QueueRules.DEFAULT, SAMPLES, 1);
        DelayEstimate estimate = model.estimate(found.plans());
        boolean areAllKnown = network.intersections().stream()
                .allMatch(intersection -> intersection.currentPlan().isPresent());
        Optional<DelayEstimate> running = areAllKnown ? Optional.of(model.estimate(List.of())) : Optional.empty();
        List<Draft> drafts = new ArrayList<>();
        for (FixedPlan plan : found.plans()) {
            AreaJunction junction = junctions.stream()
                    .filter(one -> one.map().id().equals(plan.intersection()))
                    .findFirst()
                    .orElseThrow();
            Intersection intersection =
                    network.findIntersection(plan.intersection()).orElseThrow();
            TimingPlan timing = area.timingPlan(plan, number(junction));
            Verdict verdict = verifier.verify(
                    junction.map(), junction.design(), timing, junction.demand().flowPerHour());
            if (verdict instanceof Verdict.Safe safe) {
                drafts.add(new Draft(
                        plan.intersection(),
                        timing,
                        hours(estimate, intersection),
                        running.map(known -> hours(known, intersection)).orElse(null),
                        safe.plan().warnings()));
            } else {
                throw new IllegalStateException("the verifier does not pass the plan found for " + plan.intersection());
            }
        }
        return drafts;
    }

    /** A running plan is not written over. */
    private int number(AreaJunction junction) {
        boolean runs = junction.running()
                .filter(plan -> plan.number() == config.planNumber())
                .isPresent();
        return runs ? config.planNumber() + 1 : config.planNumber();
    }

    private static double hours(DelayEstimate estimate, Intersection intersection) {
        return intersection.approaches().stream()
                .map(RoadApproach::id)
                .mapToDouble(approach -> estimate.vehicleHoursOn().getOrDefault(approach, 0.0))
                .sum();
    }
}
