package cn.haihe.center.signals.internal;

import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.signals.MovementFlows;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalField;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.plan.TimingPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
class FieldOfSignals implements SignalField {
    private final SignalDesigns designs;
    private final SignalGateway gateway;
    private final SignalBoard board;
    private final RunningPlans plans;
    private final TrafficBoard traffic;

    FieldOfSignals(
            SignalDesigns designs, SignalGateway gateway, SignalBoard board, RunningPlans plans, TrafficBoard traffic) {
        this.designs = designs;
        this.gateway = gateway;
        this.board = board;
        this.plans = plans;
        this.traffic = traffic;
    }

    @Override
    public boolean hasCity() {
        return designs.hasCity();
    }

    @Override
    public Junction getJunction(String id) {
        return designs.getJunction(id);
    }

    @Override
    public SignalJunction getDesign(String id) {
        return designs.getDesign(id);
    }

    @Override
    public Optional<SignalJunction> findDesign(String id) {
        try {
            return Optional.of(designs.getDesign(id));
        } catch (ProblemException none) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Fingerprint> findFingerprint(String id) {
        try {
            return Optional.of(designs.getFingerprint(id));
        } catch (ProblemException none) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<TimingPlan> findRunningPlan(String junctionId) {
        return board.find(junctionId).flatMap(plans::find);
    }

    @Override
    public MovementFlows flows(Junction junction) {
        Map<Integer, Double> counted = LiveSignalDelays.counted(designs.city(), junction, traffic.find());
        Map<Integer, Double> flows =
                new HashMap<>(designs.typicalDemand(junction).flowPerHour());
        Demand shared = TypicalDemand.shared(junction, approach -> counted.getOrDefault(approach.number(), 0.0));
        for (Movement movement : junction.movements()) {
            if (counted.containsKey(movement.fromApproach())) {
                flows.put(movement.number(), shared.of(movement.number()));
            }
        }
        return new MovementFlows(new Demand(flows), counted.keySet());
    }

    @Override
    public FieldBus bus() {
        return gateway.bus();
    }
}
