package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.Street;
import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.ErrorCode;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A device on a UDP socket that holds whatever is set, and speaks as a test wants where the standard's text is not
 * established.
 */
final class ObjectStore {
    final Map<Address, byte[]> held = new ConcurrentHashMap<>();
    final List<Frame> requests = new CopyOnWriteArrayList<>();
    /** Values that it does not take, although it may take others of their frame. */
    volatile Predicate<Address> refuses = address -> false;
    /** What it answers where every value was taken; null for nothing. */
    volatile Function<Frame, Frame> acknowledges = set -> set.answer(FrameType.SET_REPLY, List.of());
    /** Values that it neither tells nor refuses when asked. */
    volatile Predicate<Address> leavesOut = address -> false;
    /** Whether it answers nothing. */
    volatile boolean silent;
    /** Of several errors it names only the first. */
    volatile boolean namesOneError;

    private final DatagramSocket socket;

    ObjectStore(Vertx vertx) {
        socket = vertx.createDatagramSocket();
        Street.await(socket.listen(0, Street.HOST));
        socket.handler(this::receive);
    }

    int port() {
        return socket.localAddress().port();
    }

    void hold(List<DataValue> values) {
        values.forEach(value -> held.put(value.address(), value.value()));
    }

    private void receive(DatagramPacket packet) {
        Frame request = ((Decoded.Good) FrameCodec.decode(packet.data().getBytes())).frame();
        requests.add(request);
        if (silent) {
            return;
        }
        Frame answer = switch (request.type()) {
            case QUERY -> query(request);
            case SET -> set(request);
            default -> null;
        };
        if (answer != null) {
            send(answer, packet.sender().port());
        }
    }

    void send(Frame frame, int port) {
        socket.send(Buffer.buffer(FrameCodec.encode(frame)), port, Street.HOST);
    }

    private Frame query(Frame request) {
        List<DataValue> found = new ArrayList<>();
        List<DataValue> errors = new ArrayList<>();
        for (DataValue asked : request.values()) {
            if (leavesOut.test(asked.address())) {
                continue;
            }
            byte[] value = held.get(asked.address());
            if (value == null) {
                errors.add(error(asked));
            } else {
                found.add(new DataValue(asked.index(), asked.address(), value));
            }
        }
        return errors.isEmpty()
                ? request.answer(FrameType.QUERY_REPLY, found)
                : request.answer(FrameType.QUERY_ERROR, named(errors));
    }

    private Frame set(Frame request) {
        List<DataValue> errors = new ArrayList<>();
        for (DataValue value : request.values()) {
            if (refuses.test(value.address())) {
                errors.add(error(value));
            } else {
                held.put(value.address(), value.value());
            }
        }
        return errors.isEmpty() ? acknowledges.apply(request) : request.answer(FrameType.SET_ERROR, named(errors));
    }

    private List<DataValue> named(List<DataValue> errors) {
        return namesOneError ? errors.subList(0, 1) : errors;
    }

    private static DataValue error(DataValue asked) {
        return new DataValue(asked.index(), asked.address(), BigEndian.bytes(ErrorCode.NO_SUCH_OBJECT.code(), 1));
    }
}
