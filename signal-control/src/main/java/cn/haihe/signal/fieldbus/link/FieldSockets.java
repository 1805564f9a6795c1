package cn.haihe.signal.fieldbus.link;

import cn.haihe.signal.fieldbus.BusLimits;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.Endpoint;
import cn.haihe.signal.fieldbus.LinkKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** A bus's sockets: TCP and UDP on the same port, and the lines that the centre dials. On the bus's event loop. */
final class FieldSockets<M, P> {
    private static final int UDP_BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final long REDIAL_MILLIS = 5_000;

    private final Vertx vertx;
    private final LinkTable<M, P> links;
    private final Wire<M> wire;
    private final BusLimits limits;
    private final BusCounters counters;
    private final BiConsumer<ControllerLink<M, P>, M> receiver;
    private final NetServer server;
    private final NetClient client;
    private final DatagramSocket udp;
    private volatile int connections;
    private boolean closed;

    FieldSockets(
            Vertx vertx,
            LinkTable<M, P> links,
            Wire<M> wire,
            BusLimits limits,
            BusCounters counters,
            BiConsumer<ControllerLink<M, P>, M> receiver) {
        this.vertx = vertx;
        this.links = links;
        this.wire = wire;
        this.limits = limits;
        this.counters = counters;
        this.receiver = receiver;
        server = vertx.createNetServer(
                new NetServerOptions().setTcpNoDelay(true).setTcpKeepAlive(true).setAcceptBacklog(4096));
        client = vertx.createNetClient(
                new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setTcpNoDelay(true));
        udp = vertx.createDatagramSocket(new DatagramSocketOptions()
                .setReceiveBufferSize(UDP_BUFFER_BYTES)
                .setSendBufferSize(UDP_BUFFER_BYTES));
    }

    /** @param port 0 for any free one; UDP takes the same as TCP. The future tells it */
    Future<Integer> listen(String host, int port) {
        server.connectHandler(this::accept);
        server.exceptionHandler(broken -> counters.reject(Rejection.NOT_IDENTIFIED));
        udp.handler(this::receive);
        return server.listen(port, host)
                .compose(listening -> udp.listen(listening.actualPort(), host).map(listening.actualPort()));
    }

    /** That dialled in and are open. */
    int connections() {
        return connections;
    }

    private void accept(NetSocket socket) {
        if (connections >= limits.connections()) {
            counters.reject(Rejection.TOO_MANY_CONNECTIONS);
            socket.close();
            return;
        }
        connections++;
        TcpConnection<M, P> connection = new TcpConnection<>(socket, wire, limits, counters, this::callerOf, receiver);
        long timer = vertx.setTimer(limits.identifyMillis(), id -> {
            if (!connection.isIdentified()) {
                counters.reject(Rejection.NOT_IDENTIFIED);
                connection.close();
            }
        });
        socket.closeHandler(nothing -> {
            connections--;
            vertx.cancelTimer(timer);
            connection.closedByPeer();
        });
    }

    private ControllerLink<M, P> callerOf(M message) {
        return permitted(wire.findController(message), LinkKind.TCP_SERVER).orElse(null);
    }

    private Optional<ControllerLink<M, P>> permitted(OptionalLong controllerId, LinkKind kind) {
        Optional<ControllerBinding> way =
                controllerId.isEmpty() ? Optional.empty() : links.findWay(controllerId.getAsLong());
        if (way.isEmpty()) {
            counters.reject(Rejection.UNKNOWN_CONTROLLER);
            return Optional.empty();
        }
        Optional<ControllerLink<M, P>> link = links.find(controllerId.getAsLong());
        if (way.get().link() != kind) {
            link.ifPresent(known -> known.reject(Rejection.WRONG_LINK));
            return Optional.empty();
        }
        return link;
    }

    private void receive(DatagramPacket packet) {
        wire.readDatagram(packet.data().getBytes(), new Wire.Sink<>() {
            @Override
            public void message(M message) {
                counters.received.increment();
                permitted(wire.findController(message), LinkKind.UDP).ifPresent(link -> receive(link, message, packet));
            }

            @Override
            public void defect(Enum<?> reason) {
                counters.reject(reason);
            }
        });
    }

    private void receive(ControllerLink<M, P> link, M message, DatagramPacket packet) {
        if (!link.admits()) {
            return;
        }
        boolean fixed = links.findWay(link.controllerId())
                .flatMap(ControllerBinding::endpoint)
                .isPresent();
        if (!fixed) {
            link.connect(new UdpPeer<>(
                    udp, wire, packet.sender().host(), packet.sender().port()));
        }
        receiver.accept(link, message);
    }

    /** Opens what the centre can open by itself. */
    void reach(ControllerBinding binding, ControllerLink<M, P> link) {
        if (binding.endpoint().isEmpty()) {
            return;
        }
        Endpoint endpoint = binding.endpoint().get();
        if (binding.link() == LinkKind.UDP) {
            link.connect(new UdpPeer<>(udp, wire, endpoint.host(), endpoint.port()));
        } else if (binding.link() == LinkKind.TCP_CLIENT) {
            dial(binding, link);
        }
    }

    private void dial(ControllerBinding binding, ControllerLink<M, P> link) {
        boolean current = links.find(binding.controllerId()).orElse(null) == link;
        if (closed || !current) {
            return;
        }
        Endpoint endpoint = binding.endpoint().orElseThrow();
        client.connect(endpoint.port(), endpoint.host())
                .onFailure(refused -> dialLater(binding, link))
                .onSuccess(socket -> {
                    TcpConnection<M, P> connection =
                            new TcpConnection<>(socket, wire, limits, counters, message -> null, receiver);
                    connection.belongTo(link);
                    socket.closeHandler(nothing -> {
                        connection.closedByPeer();
                        dialLater(binding, link);
                    });
                });
    }

    private void dialLater(ControllerBinding binding, ControllerLink<M, P> link) {
        if (!closed) {
            vertx.setTimer(REDIAL_MILLIS, id -> dial(binding, link));
        }
    }

    void close() {
        closed = true;
        server.close();
        client.close();
        udp.close();
    }
}
