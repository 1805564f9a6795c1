package cn.haihe.signal.exchange;

import cn.haihe.map.city.Turn;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Clearance;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.RoadApproach;
import cn.haihe.signal.network.StageOption;
import cn.haihe.signal.network.TrafficMovement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One entry of {@code intersections}. */
final class IntersectionReader {
    private static final int MOST_SIGNALS = 1_000;

    private final JsonPlace item;
    private final int intervals;
    private final Map<String, RoadApproach> approaches = new LinkedHashMap<>();
    private final Map<String, TrafficMovement> movements = new LinkedHashMap<>();
    private int signals;

    IntersectionReader(JsonPlace item, int intervals) {
        this.item = item;
        this.intervals = intervals;
    }

    Intersection read() throws BadExchange {
        String id = item.text("id");
        for (JsonPlace approach : item.items("approaches")) {
            readApproach(approach);
        }
        for (JsonPlace movement : item.items("movements")) {
            readMovement(movement);
        }
        List<StageOption> stages = new ArrayList<>();
        for (JsonPlace stage : item.items("stages")) {
            stages.add(stage(stage, stages.size()));
        }
        checkEqualWidth(stages);
        stages = withUncontrolled(item.items("stages"), stages);
        Set<MovementPair> conflicts = new HashSet<>();
        for (JsonPlace pair : item.items("conflicts")) {
            conflicts.add(conflict(pair));
        }
        Optional<JsonPlace> current = item.find("current_plan");
        Optional<FixedPlan> plan =
                current.isEmpty() ? Optional.empty() : Optional.of(PlanItem.read(id, current.get(), stages.size()));
        return new Intersection(
                id,
                List.copyOf(approaches.values()),
                List.copyOf(movements.values()),
                conflicts,
                stages,
                item.number("lost_time_per_stage_s", 0, 60),
                plan);
    }

    private void readApproach(JsonPlace approach) throws BadExchange {
        String id = approach.text("id");
        List<String> lanes = new ArrayList<>();
        for (JsonPlace lane : approach.items("lanes")) {
            lanes.add(lane.text());
        }
        RoadApproach read = new RoadApproach(
                id,
                approach.rounded("length_m", 1e6),
                approach.number("free_speed_mps", 0.1, 100),
                lanes,
                approach.number("heading_deg", -360, 360));
        if (approaches.put(id, read) != null) {
            throw approach.get("id").wrong("there are two approaches '" + id + "'");
        }
    }

    private void readMovement(JsonPlace movement) throws BadExchange {
        String id = movement.text("id");
        String approach = movement.text("approach");
        if (!approaches.containsKey(approach)) {
            throw movement.get("approach").wrong("there is no approach '" + approach + "'");
        }
        List<JsonPlace> laneItems = movement.items("lanes");
        if (laneItems.isEmpty()) {
            throw movement.get("lanes").wrong("a movement needs a lane");
        }
        List<LaneUse> lanes = new ArrayList<>();
        for (JsonPlace lane : laneItems) {
            int signal = lane.integer("signal_index", 0, MOST_SIGNALS - 1);
            signals = Math.max(signals, signal + 1);
            lanes.add(new LaneUse(
                    lane.text("lane"),
                    signal,
                    lane.number("sat_flow_vph", 1, 9_999),
                    lane.number("turn_speed_mps", 0.1, 100)));
        }
        TrafficMovement read = new TrafficMovement(
                id,
                approach,
                movement.text("exit"),
                turn(movement.get("turn")),
                lanes,
                Flows.read(movement.get("desired_vph"), intervals));
        if (movements.put(id, read) != null) {
            throw movement.get("id").wrong("there are two movements '" + id + "'");
        }
    }

    private static Turn turn(JsonPlace turn) throws BadExchange {
        String text = turn.text();
        return switch (text) {
            case "left", "partial_left" -> Turn.LEFT;
            case "right", "partial_right" -> Turn.RIGHT;
            case "through" -> Turn.STRAIGHT;
            case "uturn" -> Turn.U_TURN;
            default -> throw turn.wrong("'" + text + "' is no turn");
        };
    }

    private MovementPair conflict(JsonPlace pair) throws BadExchange {
        List<JsonPlace> two = pair.items();
        if (two.size() != 2) {
            throw pair.wrong("a conflict is a pair of movements");
        }
        String one = knownMovement(two.get(0));
        String other = knownMovement(two.get(1));
        if (one.equals(other)) {
            throw pair.wrong("movement '" + one + "' cannot conflict with itself");
        }
        return new MovementPair(one, other);
    }

    private String knownMovement(JsonPlace place) throws BadExchange {
        String id = place.text();
        if (!movements.containsKey(id)) {
            throw place.wrong("there is no movement '" + id + "'");
        }
        return id;
    }

    private StageOption stage(JsonPlace stage, int place) throws BadExchange {
        int id = stage.integer("id", 0, 63);
        if (id != place) {
            throw stage.get("id").wrong(id + " stands at place " + place);
        }
        Map<String, Aspect> shown = new HashMap<>();
        for (JsonPlace movement : stage.items("permitted")) {
            shown.put(knownMovement(movement), Aspect.PERMITTED);
        }
        for (JsonPlace movement : stage.items("green")) {
            shown.put(knownMovement(movement), Aspect.GREEN);
        }
        Optional<JsonPlace> state = stage.find("state");
        List<Aspect> aspects = state.isPresent() ? aspects(state.get()) : aspects(shown);
        JsonPlace clearance = stage.get("clearance");
        double minGreen = stage.number("min_green_s", 0.1, 3_600);
        return new StageOption(
                id,
                aspects,
                minGreen,
                stage.number("max_green_s", minGreen, 3_600),
                new Clearance(clearance.number("yellow_s", 0, 60), clearance.number("all_red_s", 0, 60)));
    }

    private List<Aspect> aspects(JsonPlace state) throws BadExchange {
        String text = state.text();
        if (text.length() < signals) {
            throw state.wrong(text.length() + " signals, the movements use " + signals);
        }
        List<Aspect> aspects = new ArrayList<>();
        for (char c : text.toCharArray()) {
            aspects.add(c == 'G' ? Aspect.GREEN : c == 'g' ? Aspect.PERMITTED : Aspect.RED);
        }
        return aspects;
    }

    /** Signals that never turn green, but in every stage let go without: off (O), blinking (o) or stop and go (s). */
    private List<StageOption> withUncontrolled(List<JsonPlace> items, List<StageOption> stages) throws BadExchange {
        List<String> states = new ArrayList<>();
        for (JsonPlace stage : items) {
            Optional<JsonPlace> state = stage.find("state");
            states.add(state.isPresent() ? state.get().text() : "");
        }
        List<StageOption> opened = new ArrayList<>();
        for (StageOption stage : stages) {
            List<Aspect> aspects = new ArrayList<>(stage.aspects());
            for (int signal = 0; signal < aspects.size(); signal++) {
                int place = signal;
                if (states.stream()
                        .allMatch(state -> place < state.length() && "Oos".indexOf(state.charAt(place)) >= 0)) {
                    boolean isOff = states.get(stage.id()).charAt(signal) == 'O';
                    aspects.set(signal, isOff ? Aspect.GREEN : Aspect.PERMITTED);
                }
            }
            opened.add(new StageOption(
                    stage.id(), aspects, stage.minGreenSeconds(), stage.maxGreenSeconds(), stage.clearance()));
        }
        return opened;
    }

    private List<Aspect> aspects(Map<String, Aspect> shown) {
        Aspect[] aspects = new Aspect[signals];
        Arrays.fill(aspects, Aspect.RED);
        shown.forEach(
                (movement, aspect) -> movements.get(movement).lanes().forEach(lane -> aspects[lane.signal()] = aspect));
        return List.of(aspects);
    }

    private void checkEqualWidth(List<StageOption> stages) throws BadExchange {
        for (StageOption stage : stages) {
            if (stage.aspects().size() != stages.get(0).aspects().size()) {
                throw item.items("stages")
                        .get(stage.id())
                        .wrong(stage.aspects().size() + " signals, the first stage has "
                                + stages.get(0).aspects().size());
            }
        }
    }
}
