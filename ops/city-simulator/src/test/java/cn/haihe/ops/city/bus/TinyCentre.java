package cn.haihe.ops.city.bus;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Just enough of a centre for JT/T 808 terminals of 2013: it accepts everybody and notes which messages came. */
final class TinyCentre implements AutoCloseable {
    final List<Integer> messageIds = new CopyOnWriteArrayList<>();
    final int port;
    private final Vertx vertx;
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private NetServer server;

    TinyCentre(Vertx vertx) throws Exception {
        this.vertx = vertx;
        server = listen(0);
        port = server.actualPort();
    }

    private NetServer listen(int wanted) throws Exception {
        return vertx.createNetServer()
                .connectHandler(this::serve)
                .listen(wanted, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private void serve(NetSocket socket) {
        sockets.add(socket);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        socket.handler(bytes -> {
            for (byte b : bytes.getBytes()) {
                if (b != 0x7E) {
                    message.write(b);
                } else if (message.size() > 0) {
                    answer(socket, unescaped(Buffer.buffer(message.toByteArray())));
                    message.reset();
                }
            }
        });
    }

    private static byte[] unescaped(Buffer message) {
        Buffer plain = Buffer.buffer();
        for (int i = 0; i < message.length(); i++) {
            boolean escape = message.getByte(i) == 0x7D;
            plain.appendByte(escape ? (byte) (message.getByte(++i) + 0x7C) : message.getByte(i));
        }
        return plain.getBytes();
    }

    private void answer(NetSocket socket, byte[] message) {
        int id = (message[0] & 0xFF) << 8 | message[1] & 0xFF;
        messageIds.add(id);
        Buffer body = Buffer.buffer().appendByte(message[10]).appendByte(message[11]);
        if (id == 0x0100) {
            send(socket, 0x8100, message, body.appendByte((byte) 0).appendString("CODE"));
        } else {
            send(socket, 0x8001, message, body.appendShort((short) id).appendByte((byte) 0));
        }
    }

    private static void send(NetSocket socket, int id, byte[] request, Buffer body) {
        Buffer plain = Buffer.buffer().appendShort((short) id).appendShort((short) body.length());
        plain.appendBytes(request, 4, 6).appendShort((short) 1).appendBuffer(body);
        byte checksum = 0;
        for (byte b : plain.getBytes()) {
            checksum ^= b;
        }
        plain.appendByte(checksum);
        Buffer out = Buffer.buffer().appendByte((byte) 0x7E);
        for (byte b : plain.getBytes()) {
            if (b == 0x7E || b == 0x7D) {
                out.appendByte((byte) 0x7D).appendByte((byte) (b - 0x7C));
            } else {
                out.appendByte(b);
            }
        }
        socket.write(out.appendByte((byte) 0x7E));
    }

    /** Goes away with all its connections. */
    void goAway() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        sockets.forEach(NetSocket::close);
        sockets.clear();
    }

    void comeBack() throws Exception {
        server = listen(port);
    }

    @Override
    public void close() throws Exception {
        goAway();
    }
}
