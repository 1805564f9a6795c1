package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.Decoded;
import cn.haihe.signal.fieldbus.gbt20999.wire.Escape;
import cn.haihe.signal.fieldbus.gbt20999.wire.FrameSplitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

/** Keeps one controller's TCP line to the centre up, with growing pauses between attempts. */
final class TcpDialler {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;
    /** What may wait in a line that the centre does not read; beyond it frames are dropped. */
    private static final int WRITE_QUEUE_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final SimulatedController controller;
    private final NetClient client;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private int turn;
    private boolean closed;

    TcpDialler(Vertx vertx, NetClient client, SimulatedController controller) {
        this.vertx = vertx;
        this.client = client;
        this.controller = controller;
    }

    static NetClientOptions options() {
        return new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setTcpNoDelay(true);
    }

    void dial() {
        if (!controller.isAlive()) {
            dialLater();
            return;
        }
        DeviceLink.Centre centre = controller.config().link().centre(turn);
        client.connect(centre.port(), centre.host()).onSuccess(this::connected).onFailure(refused -> dialLater());
    }

    private void connected(NetSocket socket) {
        if (closed) {
            socket.close();
            return;
        }
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        FrameSplitter splitter = new FrameSplitter(controller.config().profile().maxFrameBytes(), this::received);
        socket.handler(buffer -> controller.hear(buffer.getBytes(), splitter::accept));
        // Its end is what counts, and the close handler is told of that too.
        socket.exceptionHandler(reset -> {});
        socket.closeHandler(nothing -> {
            controller.disconnect();
            dialLater();
        });
        controller.connect(new DeviceLine() {
            @Override
            public void send(byte[] frame) {
                if (!socket.writeQueueFull()) {
                    socket.write(Buffer.buffer(Escape.escape(frame)));
                }
            }

            @Override
            public void close() {
                socket.close();
            }

            @Override
            public void turn() {
                socket.close();
            }
        });
    }

    private void received(Decoded decoded) {
        if (decoded instanceof Decoded.Good good) {
            pauseMillis = FIRST_PAUSE_MILLIS;
            controller.receive(good.frame());
        }
    }

    private void dialLater() {
        if (closed) {
            return;
        }
        turn++;
        vertx.setTimer(pauseMillis, timer -> {
            if (!closed) {
                dial();
            }
        });
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
    }

    void close() {
        closed = true;
    }
}
