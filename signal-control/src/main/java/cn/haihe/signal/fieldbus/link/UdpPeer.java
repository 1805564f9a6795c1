package cn.haihe.signal.fieldbus.link;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;

/** Messages to one address over the bus's UDP socket, a datagram each. */
record UdpPeer<M>(DatagramSocket socket, Wire<M> wire, String host, int port) implements Line<M> {
    @Override
    public boolean send(M message) {
        socket.send(Buffer.buffer(wire.toDatagram(message)), port, host);
        return true;
    }

    @Override
    public void close() {
        // The socket is the bus's own and serves the others on.
    }
}
