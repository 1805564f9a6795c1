package cn.haihe.signal.fieldbus.link;

import cn.haihe.signal.fieldbus.BusLimits;
import io.vertx.core.net.NetSocket;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One TCP connection: nobody's until its first good message says whose. Too much rubbish closes it; so does a message of
 * another controller.
 */
final class TcpConnection<M, P> {
    private final NetSocket socket;
    private final TcpLine<M> line;
    private final Wire<M> wire;
    private final BusLimits limits;
    private final BusCounters counters;
    /** Finds the link that may use this connection, null where none may. */
    private final Function<M, ControllerLink<M, P>> identify;

    private final BiConsumer<ControllerLink<M, P>, M> receiver;
    private ControllerLink<M, P> link;
    private int defects;
    private boolean closed;

    TcpConnection(
            NetSocket socket,
            Wire<M> wire,
            BusLimits limits,
            BusCounters counters,
            Function<M, ControllerLink<M, P>> identify,
            BiConsumer<ControllerLink<M, P>, M> receiver) {
        this.socket = socket;
        this.wire = wire;
        this.limits = limits;
        this.counters = counters;
        this.identify = identify;
        this.receiver = receiver;
        line = new TcpLine<>(socket, wire);
        Consumer<byte[]> splitter = wire.splitter(new Wire.Sink<>() {
            @Override
            public void message(M message) {
                receive(message);
            }

            @Override
            public void defect(Enum<?> reason) {
                reject(reason);
            }
        });
        socket.handler(buffer -> {
            if (!closed) {
                splitter.accept(buffer.getBytes());
            }
        });
        socket.exceptionHandler(broken -> close());
    }

    /** The connection was dialled, so it is known whose it is. */
    void belongTo(ControllerLink<M, P> known) {
        link = known;
        link.connect(line);
    }

    boolean isIdentified() {
        return link != null;
    }

    private void reject(Enum<?> reason) {
        if (closed) {
            return;
        }
        if (link == null) {
            counters.reject(reason);
        } else {
            link.reject(reason);
        }
        if (++defects > limits.defectsPerConnection()) {
            close();
        }
    }

    private void receive(M message) {
        if (closed) {
            return;
        }
        counters.received.increment();
        if (link == null) {
            link = identify.apply(message);
            if (link == null) {
                close();
                return;
            }
            link.connect(line);
        }
        OptionalLong sender = wire.findController(message);
        if (sender.isPresent() && sender.getAsLong() != link.controllerId()) {
            link.reject(Rejection.UNKNOWN_CONTROLLER);
            close();
        } else if (link.admits()) {
            receiver.accept(link, message);
        }
    }

    void close() {
        closed = true;
        socket.close();
    }

    void closedByPeer() {
        closed = true;
        if (link != null) {
            link.disconnect(line);
        }
    }
}
