package cn.haihe.signal.fieldbus.gbt20999;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;

/** Frames to one address over the bus's UDP socket, a datagram each, not escaped. */
record UdpPeer(DatagramSocket socket, String host, int port) implements Line {
    @Override
    public boolean send(byte[] frame) {
        socket.send(Buffer.buffer(frame), port, host);
        return true;
    }

    @Override
    public void close() {
        // The socket is the bus's own and serves the others on.
    }
}
