package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.Endpoint;
import cn.haihe.signal.fieldbus.LinkKind;
import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.Frame;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameCodec;
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

/** The bus's sockets: TCP and UDP on the same port, and the lines that the centre dials. On the bus's event loop. */
final class FieldSockets {
    private static final int UDP_BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final long REDIAL_MILLIS = 5_000;

    private final Vertx vertx;
    private final Sessions sessions;
    private final int maxFrameBytes;
    private final BusLimits limits;
    private final Counters counters;
    private final NetServer server;
    private final NetClient client;
    private final DatagramSocket udp;
    private int connections;
    private boolean closed;

    FieldSockets(Vertx vertx, Sessions sessions, int maxFrameBytes, BusLimits limits, Counters counters) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.maxFrameBytes = maxFrameBytes;
        this.limits = limits;
        this.counters = counters;
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

    private void accept(NetSocket socket) {
        if (connections >= limits.connections()) {
            counters.reject(Rejection.TOO_MANY_CONNECTIONS);
            socket.close();
            return;
        }
        connections++;
        TcpConnection connection = new TcpConnection(socket, maxFrameBytes, limits, counters, this::callerOf);
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

    private ControllerSession callerOf(Frame frame) {
        return permitted(frame, LinkKind.TCP_SERVER).orElse(null);
    }

    private Optional<ControllerSession> permitted(Frame frame, LinkKind kind) {
        Optional<ControllerBinding> binding = sessions.findLink(frame.controllerId());
        if (binding.isEmpty()) {
            counters.reject(Rejection.UNKNOWN_CONTROLLER);
            return Optional.empty();
        }
        if (binding.get().link() != kind) {
            counters.reject(Rejection.WRONG_LINK);
            return Optional.empty();
        }
        return sessions.find(frame.controllerId());
    }

    private void receive(DatagramPacket packet) {
        Decoded decoded = FrameCodec.decode(packet.data().getBytes());
        if (decoded instanceof Decoded.Bad bad) {
            counters.reject(bad.defect());
            return;
        }
        Frame frame = ((Decoded.Good) decoded).frame();
        counters.received.increment();
        Optional<ControllerSession> session = permitted(frame, LinkKind.UDP);
        if (session.isEmpty()) {
            return;
        }
        Optional<Endpoint> fixed = sessions.findLink(frame.controllerId()).flatMap(ControllerBinding::endpoint);
        if (fixed.isEmpty()) {
            String host = packet.sender().host();
            int port = packet.sender().port();
            UdpPeer peer = new UdpPeer(udp, host, port);
            session.get().connect(peer);
        }
        session.get().receive(frame);
    }

    /** Opens what the centre can open by itself. */
    void reach(ControllerBinding binding, ControllerSession session) {
        if (binding.endpoint().isEmpty()) {
            return;
        }
        Endpoint endpoint = binding.endpoint().get();
        if (binding.link() == LinkKind.UDP) {
            session.connect(new UdpPeer(udp, endpoint.host(), endpoint.port()));
        } else if (binding.link() == LinkKind.TCP_CLIENT) {
            dial(binding, session);
        }
    }

    private void dial(ControllerBinding binding, ControllerSession session) {
        boolean current = sessions.find(binding.controllerId()).orElse(null) == session
                && sessions.findLink(binding.controllerId()).orElse(null) == binding;
        if (closed || !current) {
            return;
        }
        Endpoint endpoint = binding.endpoint().orElseThrow();
        client.connect(endpoint.port(), endpoint.host())
                .onFailure(refused -> dialLater(binding, session))
                .onSuccess(socket -> {
                    TcpConnection connection =
                            new TcpConnection(socket, maxFrameBytes, limits, counters, frame -> null);
                    connection.belongTo(session, binding.controllerId());
                    socket.closeHandler(nothing -> {
                        connection.closedByPeer();
                        dialLater(binding, session);
                    });
                });
    }

    private void dialLater(ControllerBinding binding, ControllerSession session) {
        if (!closed) {
            vertx.setTimer(REDIAL_MILLIS, id -> dial(binding, session));
        }
    }

    void close() {
        closed = true;
        server.close();
        client.close();
        udp.close();
    }
}
