package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One request to a controller; it is done when an answer came, whatever the answer says.
 *
 * @param key equal operations that wait are one and the same; empty where each counts
 * @param values asked for or to be set, taken anew at each attempt
 */
record Operation(
        Priority priority,
        String key,
        int road,
        FrameType type,
        Supplier<List<DataValue>> values,
        Promise<Outcome<Frame>> promise) {

    /** Whether a frame answers a request of these values, by its type and its addresses. */
    boolean isAnsweredBy(Frame frame, List<DataValue> sent) {
        boolean rightType = type == FrameType.QUERY
                ? frame.type() == FrameType.QUERY_REPLY || frame.type() == FrameType.QUERY_ERROR
                : frame.type() == FrameType.SET_REPLY || frame.type() == FrameType.SET_ERROR;
        return rightType && containsAll(sent, frame.values());
    }

    private static boolean containsAll(List<DataValue> sent, List<DataValue> answered) {
        boolean inOrder = answered.size() <= sent.size();
        for (int i = 0; inOrder && i < answered.size(); i++) {
            inOrder =
                    answered.get(i).address().packed() == sent.get(i).address().packed();
        }
        return inOrder || addresses(sent).containsAll(addresses(answered));
    }

    private static Set<Integer> addresses(List<DataValue> values) {
        Set<Integer> addresses = new HashSet<>(values.size() * 2);
        values.forEach(value -> addresses.add(value.address().packed()));
        return addresses;
    }

    void answer(Frame frame) {
        promise.tryComplete(new Outcome.Done<>(frame));
    }

    void fail(FieldFailure failure) {
        promise.tryComplete(new Outcome.Unconfirmed<>(failure));
    }
}
