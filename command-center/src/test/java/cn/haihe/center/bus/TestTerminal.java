package cn.haihe.center.bus;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;

/** A 2013 terminal on a real socket that can also misbehave; it knows nothing of the code under test. */
public final class TestTerminal implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.ofHours(8));
    private static final Charset GBK = Charset.forName("GBK");
    private static final int WAIT_MILLIS_MAX = 20_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final String phone;
    private int serial;

    public TestTerminal(int port, String phone) throws IOException {
        socket.connect(new InetSocketAddress("127.0.0.1", port), WAIT_MILLIS_MAX);
        socket.setSoTimeout(WAIT_MILLIS_MAX);
        in = new DataInputStream(socket.getInputStream());
        this.phone = phone;
    }

    /** What came back: id, and the body. */
    public record Reply(int id, byte[] body) {
        public int result() {
            return id == 0x8100 ? body[2] : body[4];
        }

        String code() {
            return new String(body, 3, body.length - 3, GBK);
        }
    }

    Reply register(String plate) throws IOException {
        byte[] plateBytes = plate.getBytes(GBK);
        ByteBuffer body = ByteBuffer.allocate(37 + plateBytes.length);
        body.putShort((short) 12).putShort((short) 100).position(36);
        body.put((byte) 2).put(plateBytes);
        return ask(0x0100, body.array());
    }

    Reply authenticate(String code) throws IOException {
        return ask(0x0102, code.getBytes(GBK));
    }

    public TestTerminal signOn(String plate) throws IOException {
        String code = register(plate).code();
        if (authenticate(code).result() != 0) {
            throw new AssertionError("not signed on");
        }
        return this;
    }

    public Reply locate(double lon, double lat, double speedKmh, Instant at) throws IOException {
        return ask(0x0200, location(2, lon, lat, speedKmh, at));
    }

    static byte[] location(int status, double lon, double lat, double speedKmh, Instant at) {
        return ByteBuffer.allocate(28)
                .putInt(0)
                .putInt(status)
                .putInt((int) Math.round(lat * 1e6))
                .putInt((int) Math.round(lon * 1e6))
                .putShort((short) 3)
                .putShort((short) Math.round(speedKmh * 10))
                .putShort((short) 90)
                .put(HexFormat.of().parseHex(TIME.format(at)))
                .array();
    }

    Reply ask(int id, byte[] body) throws IOException {
        send(id, body);
        return read();
    }

    void send(int id, byte[] body) throws IOException {
        sendRaw(frame(id, body));
    }

    byte[] frame(int id, byte[] body) {
        ByteBuffer message = ByteBuffer.allocate(12 + body.length + 1)
                .putShort((short) id)
                .putShort((short) body.length)
                .put(HexFormat.of().parseHex(phone))
                .putShort((short) serial++)
                .put(body);
        byte checksum = 0;
        for (byte b : message.array()) {
            checksum ^= b;
        }
        message.put(checksum);
        ByteBuffer frame = ByteBuffer.allocate(2 * message.capacity() + 2).put((byte) 0x7E);
        for (byte b : message.array()) {
            if (b == 0x7E || b == 0x7D) {
                frame.put((byte) 0x7D).put((byte) (b - 0x7C));
            } else {
                frame.put(b);
            }
        }
        frame.put((byte) 0x7E);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    Reply read() throws IOException {
        while (in.readByte() != 0x7E) {}
        ByteBuffer message = ByteBuffer.allocate(2048);
        for (byte b = in.readByte(); b != 0x7E || message.position() == 0; b = in.readByte()) {
            if (b == 0x7D) {
                message.put((byte) (in.readByte() + 0x7C));
            } else if (b != 0x7E) {
                message.put(b);
            }
        }
        byte[] bytes = message.array();
        int id = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        return new Reply(id, Arrays.copyOfRange(bytes, 12, message.position() - 1));
    }

    /** True once the hub has hung up; whatever it still had to say is passed over. */
    boolean hungUpOn() throws IOException {
        try {
            while (true) {
                in.readByte();
            }
        } catch (EOFException end) {
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Breaks the link without a goodbye. */
    void kill() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
