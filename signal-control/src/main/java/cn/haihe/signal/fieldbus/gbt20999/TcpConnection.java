package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameSplitter;
import io.vertx.core.net.NetSocket;
import java.util.function.Function;

/**
 * One TCP connection: nobody's until its first good frame says whose. Too much rubbish closes it; so does a frame of
 * another controller.
 */
final class TcpConnection {
    private final NetSocket socket;
    private final TcpLine line;
    private final BusLimits limits;
    private final Counters counters;
    /** Finds the session that may use this connection, null where none may. */
    private final Function<Frame, ControllerSession> identify;

    private ControllerSession session;
    private long controllerId;
    private int defects;
    private boolean closed;

    TcpConnection(
            NetSocket socket,
            int maxFrameBytes,
            BusLimits limits,
            Counters counters,
            Function<Frame, ControllerSession> identify) {
        this.socket = socket;
        this.limits = limits;
        this.counters = counters;
        this.identify = identify;
        line = new TcpLine(socket);
        FrameSplitter splitter = new FrameSplitter(maxFrameBytes, this::receive);
        socket.handler(buffer -> {
            if (!closed) {
                splitter.accept(buffer.getBytes());
            }
        });
        socket.exceptionHandler(broken -> close());
    }

    /** The connection was dialled, so it is known whose it is. */
    void belongTo(ControllerSession known, long itsControllerId) {
        session = known;
        controllerId = itsControllerId;
        session.connect(line);
    }

    boolean isIdentified() {
        return session != null;
    }

    private void receive(Decoded decoded) {
        if (closed) {
            return;
        }
        if (decoded instanceof Decoded.Bad bad) {
            counters.reject(bad.defect());
            if (++defects > limits.defectsPerConnection()) {
                close();
            }
            return;
        }
        Frame frame = ((Decoded.Good) decoded).frame();
        counters.received.increment();
        if (session == null) {
            session = identify.apply(frame);
            if (session == null) {
                close();
                return;
            }
            controllerId = frame.controllerId();
            session.connect(line);
        }
        if (frame.controllerId() != controllerId) {
            counters.reject(Rejection.UNKNOWN_CONTROLLER);
            close();
            return;
        }
        session.receive(frame);
    }

    void close() {
        closed = true;
        socket.close();
    }

    void closedByPeer() {
        closed = true;
        if (session != null) {
            session.disconnect(line);
        }
    }
}
