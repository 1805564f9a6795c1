package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.FieldFailure;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One request to a controller and what is made of its answer.
 *
 * @param key equal operations that wait are one and the same; empty where each counts
 * @param values asked for or to be set
 */
record Operation<T>(
        Priority priority,
        String key,
        int road,
        FrameType type,
        List<DataValue> values,
        Function<Frame, Outcome<T>> reader,
        Promise<Outcome<T>> promise) {

    /** Whether this frame answers this request, by its type and its addresses. */
    boolean isAnsweredBy(Frame frame) {
        boolean rightType = type == FrameType.QUERY
                ? frame.type() == FrameType.QUERY_REPLY || frame.type() == FrameType.QUERY_ERROR
                : frame.type() == FrameType.SET_REPLY || frame.type() == FrameType.SET_ERROR;
        return rightType && asked().containsAll(addresses(frame.values()));
    }

    private Set<Integer> asked() {
        return addresses(values);
    }

    private static Set<Integer> addresses(List<DataValue> values) {
        return values.stream().map(value -> value.address().packed()).collect(Collectors.toCollection(HashSet::new));
    }

    void answer(Frame frame) {
        boolean isError = frame.type() == FrameType.QUERY_ERROR || frame.type() == FrameType.SET_ERROR;
        promise.tryComplete(isError ? new Outcome.Refused<>(reasons(frame)) : reader.apply(frame));
    }

    static String reasons(Frame frame) {
        if (frame.values().isEmpty()) {
            return "refused without a reason";
        }
        return frame.values().stream()
                .map(value -> value.address() + ": " + reason(value))
                .collect(Collectors.joining(", "));
    }

    private static String reason(DataValue value) {
        if (value.value().length != 1) {
            return "error of " + value.value().length + " bytes";
        }
        int code = value.value()[0] & 0xFF;
        return ErrorCode.find(code).map(Enum::name).orElse("error code") + String.format(" (0x%02x)", code);
    }

    void fail(FieldFailure failure) {
        promise.tryComplete(new Outcome.Unconfirmed<>(failure));
    }
}
