package cn.haihe.signal.fieldbus.lab;

import cn.haihe.signal.fieldbus.CabinetHealth;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.DetectorReading;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.StageProgress;
import cn.haihe.signal.plan.Occurrence;
import cn.haihe.signal.plan.StageTime;
import cn.haihe.signal.plan.TimingPlan;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Values of the field bus as JSON and back; what is no such value makes every reader throw. */
final class LabText {
    private LabText() {}

    static JsonObject of(TimingPlan plan) {
        JsonArray stages = new JsonArray();
        plan.stages()
                .forEach(time -> stages.add(new JsonObject()
                        .put("stage", time.stage())
                        .put("seconds", time.seconds())
                        .put("occurrence", time.occurrence().name())));
        return new JsonObject()
                .put("number", plan.number())
                .put("cycleSeconds", plan.cycleSeconds())
                .put("offsetSeconds", plan.offsetSeconds())
                .put("stages", stages);
    }

    static TimingPlan plan(JsonObject json) {
        List<StageTime> stages = new ArrayList<>();
        for (Object entry : json.getJsonArray("stages")) {
            JsonObject time = (JsonObject) entry;
            stages.add(new StageTime(
                    time.getInteger("stage"),
                    time.getInteger("seconds"),
                    Occurrence.valueOf(time.getString("occurrence"))));
        }
        return new TimingPlan(
                json.getInteger("number"), json.getInteger("cycleSeconds"), json.getInteger("offsetSeconds"), stages);
    }

    static FieldStatus status(String junctionId, JsonObject json, Instant at) {
        return new FieldStatus(
                junctionId,
                ControlMode.valueOf(json.getString("mode")),
                Optional.ofNullable(json.getInteger("plan")),
                Optional.ofNullable(json.getInteger("stage")),
                at);
    }

    static StageProgress progress(String junctionId, int stage, JsonObject json, Instant at) {
        return new StageProgress(
                junctionId,
                stage,
                StageProgress.State.valueOf(json.getString("state")),
                json.getDouble("elapsedSeconds"),
                json.getDouble("remainingSeconds"),
                at);
    }

    static List<DetectorReading> readings(String junctionId, JsonArray json, Instant at) {
        List<DetectorReading> readings = new ArrayList<>();
        for (Object entry : json) {
            JsonObject reading = (JsonObject) entry;
            readings.add(new DetectorReading(
                    junctionId,
                    reading.getInteger("detector"),
                    reading.getBoolean("occupied"),
                    Optional.ofNullable(reading.getInteger("queueMetres")),
                    Optional.ofNullable(reading.getInteger("flowVehicles")),
                    Optional.ofNullable(reading.getDouble("occupancyPercent")),
                    Optional.ofNullable(reading.getDouble("speedKmh")),
                    at));
        }
        return readings;
    }

    static CabinetHealth health(String junctionId, JsonObject json, Instant at) {
        return new CabinetHealth(
                junctionId,
                numbers(json.getJsonArray("detectorsAtFault")),
                numbers(json.getJsonArray("modulesAtFault")),
                Optional.ofNullable(json.getBoolean("doorOpen")),
                Optional.ofNullable(json.getDouble("volts")),
                Optional.ofNullable(json.getDouble("amperes")),
                Optional.ofNullable(json.getInteger("celsius")),
                Optional.ofNullable(json.getInteger("humidityPercent")),
                Optional.ofNullable(json.getBoolean("water")),
                Optional.ofNullable(json.getBoolean("smoke")),
                Optional.ofNullable(json.getInstant("time")),
                at);
    }

    private static Optional<Set<Integer>> numbers(JsonArray json) {
        if (json == null) {
            return Optional.empty();
        }
        Set<Integer> numbers = new TreeSet<>();
        json.forEach(number -> numbers.add((Integer) number));
        return Optional.of(numbers);
    }
}
