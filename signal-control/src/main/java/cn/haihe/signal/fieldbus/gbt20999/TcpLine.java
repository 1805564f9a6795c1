package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.Escape;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** Frames over one TCP connection, escaped. */
record TcpLine(NetSocket socket) implements Line {
    private static final int WRITE_QUEUE_BYTES = 64 * 1024;

    TcpLine {
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
    }

    @Override
    public boolean send(byte[] frame) {
        if (socket.writeQueueFull()) {
            return false;
        }
        socket.write(Buffer.buffer(Escape.escape(frame)));
        return true;
    }

    @Override
    public void close() {
        socket.close();
    }
}
