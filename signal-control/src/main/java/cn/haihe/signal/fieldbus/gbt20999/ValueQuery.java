package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.link.Priority;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks for any number of values, one frame after the other. An error frame settles only the values that it names; the rest
 * of its frame is asked for again, and so is, once, what a reply left out.
 */
final class ValueQuery {
    private static final int FRAME_BYTES = 17;
    private static final int HEAD_BYTES = 6;
    private static final int MOST_VALUES = 255;
    private static final int VARIABLE_BYTES = 64;

    private final Target target;
    private final Priority priority;
    private final String key;
    private final Deque<Address> pending;
    private final Set<Address> askedAgain = new HashSet<>();
    private final Answers answers = new Answers();
    private int frames;

    ValueQuery(Target target, Priority priority, String key, List<Address> addresses) {
        this.target = target;
        this.priority = priority;
        this.key = key;
        pending = new ArrayDeque<>(addresses);
    }

    Future<Outcome<Answers>> run() {
        if (pending.isEmpty()) {
            return Future.succeededFuture(new Outcome.Done<>(answers));
        }
        List<Address> asked = take();
        List<DataValue> values = new ArrayList<>(asked.size());
        asked.forEach(address -> values.add(DataValue.query(values.size() + 1, address)));
        String frameKey = key.isEmpty() || frames++ == 0 ? key : key + " " + frames;
        return target.ask(priority, frameKey, values).compose(outcome -> {
            if (outcome instanceof Outcome.Done<Frame> done) {
                settle(asked, done.value());
                return run();
            }
            return Future.succeededFuture(Outcomes.retype(outcome));
        });
    }

    /** As many as fit into a frame, both asked and answered. */
    private List<Address> take() {
        int room = target.wire().maxSentBytes() - FRAME_BYTES;
        List<Address> taken = new ArrayList<>();
        while (!pending.isEmpty() && taken.size() < MOST_VALUES) {
            room -= HEAD_BYTES + answerBytes(pending.peekFirst());
            if (room < 0 && !taken.isEmpty()) {
                break;
            }
            taken.add(pending.pollFirst());
        }
        return taken;
    }

    private static int answerBytes(Address address) {
        return Item.find(address)
                .map(item -> item.hasFixedSize() ? item.bytes() : VARIABLE_BYTES)
                .orElse(VARIABLE_BYTES);
    }

    private void settle(List<Address> asked, Frame answer) {
        Map<Address, DataValue> named = new HashMap<>();
        answer.values().forEach(value -> named.put(value.address(), value));
        boolean isError = answer.type() == FrameType.QUERY_ERROR;
        List<Address> open = new ArrayList<>();
        for (Address address : asked) {
            DataValue value = named.get(address);
            if (value == null) {
                open.add(address);
            } else if (isError && ErrorText.saysAbsent(value)) {
                answers.refuseAbsent(address, ErrorText.of(value));
            } else if (isError) {
                answers.refuse(address, ErrorText.of(value));
            } else {
                answers.tell(value);
            }
        }
        if (isError && named.isEmpty()) {
            open.forEach(address -> answers.refuse(address, "refused without a reason"));
        } else {
            open.forEach(address -> askAgain(address, isError));
        }
    }

    private void askAgain(Address address, boolean afterError) {
        // An error frame settles at least one value, so that asking again comes to an end.
        if (afterError || askedAgain.add(address)) {
            pending.addLast(address);
        } else {
            answers.leaveOut(address);
        }
    }
}
