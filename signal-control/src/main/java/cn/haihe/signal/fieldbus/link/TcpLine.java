package cn.haihe.signal.fieldbus.link;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** Messages over one TCP connection. */
record TcpLine<M>(NetSocket socket, Wire<M> wire) implements Line<M> {
    private static final int WRITE_QUEUE_BYTES = 64 * 1024;

    TcpLine {
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    }

    @Override
    public boolean send(M message) {
        if (socket.writeQueueFull()) {
            return false;
        }
        socket.write(Buffer.buffer(wire.toStream(message)));
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }
}
