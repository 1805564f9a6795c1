package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.StageProgress;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.DetectorData;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.StageStatus;
import cn.haihe.signal.fieldbus.gbt20999.wire.TrafficData;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import cn.haihe.signal.fieldbus.link.Priority;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What controllers tell of the street: classes 5, 6, 13 and 14. */
final class StateWork {
    private final Clock clock;
    private final DetectorReadings readings;

    StateWork(Clock clock, DetectorReadings readings) {
        this.clock = clock;
        this.readings = readings;
    }

    Future<Outcome<FieldStatus>> poll(Target target) {
        int road = target.road();
        return target.query(Priority.POLL, "poll " + road, Values.addresses(RunStatus.query(road)))
                .map(outcome -> Outcomes.read(
                        outcome,
                        answers -> RunStatus.find(road, answers.values())
                                .map(status -> Statuses.of(target.junctionId(), status, clock.instant()))));
    }

    Future<Outcome<StageProgress>> readStage(Target target, int stage) {
        WireUnits units = target.wire().units();
        return target.query(Priority.POLL, "stage " + stage, Values.addresses(StageStatus.query(stage)))
                .map(outcome -> Outcomes.read(
                        outcome,
                        answers -> StageStatus.find(stage, answers.values())
                                .map(status ->
                                        Statuses.progress(target.junctionId(), status, units, clock.instant()))));
    }

    Future<Outcome<List<DetectorReading>>> readDetectors(Target target, Set<Integer> detectors) {
        List<Address> asked = new ArrayList<>();
        detectors.forEach(detector -> {
            asked.addAll(Values.addresses(DetectorData.query(detector)));
            asked.addAll(Values.addresses(TrafficData.query(detector)));
        });
        return target.query(Priority.POLL, "detectors " + detectors, asked)
                .map(outcome -> Outcomes.read(
                        outcome,
                        answers -> Optional.of(readings.read(
                                target.binding(),
                                detectors,
                                answers.values(),
                                target.wire().units()))));
    }
}
