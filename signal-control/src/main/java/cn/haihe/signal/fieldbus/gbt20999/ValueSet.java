package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.link.Priority;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sets any number of values, one frame after the other. How a controller tells that it took only some is not established:
 * each value that no answer confirmed is asked for and compared. With the first one that was not taken it ends, and what
 * stands in later frames is not sent.
 */
final class ValueSet {
    private static final int FRAME_BYTES = 17;
    private static final int HEAD_BYTES = 6;
    private static final int MOST_VALUES = 255;

    private final Target target;
    private final Priority priority;
    private final String key;
    private final long generation;
    private final Deque<List<DataValue>> pending;
    private final Map<Address, String> refused = new LinkedHashMap<>();

    /** @param groups values that belong together and stay in one frame, as far as they fit into one */
    ValueSet(Target target, Priority priority, String key, List<List<DataValue>> groups) {
        this.target = target;
        this.priority = priority;
        this.key = key;
        generation = target.link().nextGeneration();
        pending = new ArrayDeque<>();
        groups.forEach(group -> pending.addAll(pieces(group)));
    }

    Future<Outcome<Void>> run() {
        if (pending.isEmpty()) {
            return Future.succeededFuture(new Outcome.Done<>(null));
        }
        List<DataValue> values = take();
        return target.tell(
                        priority, key, generation, new WireRequest(FrameType.SET, target.road(), values), () -> values)
                .compose(outcome -> {
                    if (outcome instanceof Outcome.Done<Frame> done) {
                        return settle(values, done.value());
                    }
                    boolean mayHaveArrived = outcome instanceof Outcome.Unconfirmed<Frame> lost
                            && lost.failure() == FieldFailure.TIMED_OUT;
                    return mayHaveArrived
                            ? askFor(values, FieldFailure.TIMED_OUT)
                            : Future.succeededFuture(Outcomes.retype(outcome));
                });
    }

    private Future<Outcome<Void>> settle(List<DataValue> sent, Frame answer) {
        Map<Address, DataValue> named = new HashMap<>();
        answer.values().forEach(value -> named.put(value.address(), value));
        boolean isError = answer.type() == FrameType.SET_ERROR;
        if (named.isEmpty()) {
            return isError ? Future.succeededFuture(new Outcome.Refused<>("refused without a reason")) : run();
        }
        List<DataValue> unknown = new ArrayList<>();
        for (DataValue value : sent) {
            DataValue said = named.get(value.address());
            if (said == null) {
                unknown.add(value);
            } else if (isError || said.value().length == 1 && said.value()[0] != 0) {
                refused.put(value.address(), ErrorText.of(said));
            }
        }
        if (unknown.isEmpty()) {
            return refused.isEmpty() ? run() : Future.succeededFuture(new Outcome.Refused<>(reasons(0, 0)));
        }
        return askFor(unknown, FieldFailure.UNINTELLIGIBLE);
    }

    private Future<Outcome<Void>> askFor(List<DataValue> unknown, FieldFailure why) {
        List<Address> addresses = unknown.stream().map(DataValue::address).toList();
        return target.query(priority, "", addresses).compose(outcome -> {
            if (!(outcome instanceof Outcome.Done<Answers> done)) {
                return Future.succeededFuture(
                        refused.isEmpty() ? new Outcome.Unconfirmed<>(why) : new Outcome.Refused<>(reasons(0, 0)));
            }
            Map<Address, byte[]> held = new HashMap<>();
            done.value().told().forEach(value -> held.put(value.address(), value.value()));
            long taken = unknown.stream()
                    .filter(value -> Arrays.equals(value.value(), held.get(value.address())))
                    .count();
            if (!refused.isEmpty()) {
                return Future.succeededFuture(new Outcome.Refused<>(reasons(taken, unknown.size())));
            }
            return taken == unknown.size() ? run() : Future.succeededFuture(new Outcome.Unconfirmed<>(why));
        });
    }

    private String reasons(long taken, int others) {
        String named = refused.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
        return others == 0 || taken == 0 ? named : named + "; of the other " + others + " values it holds " + taken;
    }

    private List<List<DataValue>> pieces(List<DataValue> group) {
        List<List<DataValue>> pieces = new ArrayList<>();
        List<DataValue> piece = new ArrayList<>();
        int room = room();
        for (DataValue value : group) {
            int bytes = HEAD_BYTES + value.value().length;
            if (!piece.isEmpty() && (bytes > room || piece.size() == MOST_VALUES)) {
                pieces.add(piece);
                piece = new ArrayList<>();
                room = room();
            }
            piece.add(value);
            room -= bytes;
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return pieces;
    }

    private int room() {
        return target.wire().maxSentBytes() - FRAME_BYTES;
    }

    private List<DataValue> take() {
        List<DataValue> taken = new ArrayList<>();
        int room = room();
        while (!pending.isEmpty()) {
            List<DataValue> piece = pending.peekFirst();
            int bytes = piece.stream()
                    .mapToInt(value -> HEAD_BYTES + value.value().length)
                    .sum();
            if (!taken.isEmpty() && (bytes > room || taken.size() + piece.size() > MOST_VALUES)) {
                break;
            }
            pending.pollFirst();
            room -= bytes;
            piece.forEach(value -> taken.add(new DataValue(taken.size() + 1, value.address(), value.value())));
        }
        return taken;
    }
}
