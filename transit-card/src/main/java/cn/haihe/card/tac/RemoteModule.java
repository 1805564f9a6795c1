package cn.haihe.card.tac;

import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A security module behind a TCP socket, asked by {@link ModuleWire}. Connects when it is first asked and again after a
 * failure; a question may be asked twice, since a verdict changes nothing. One thread.
 */
public final class RemoteModule implements SecurityModule, AutoCloseable {
    private static final int SOCKET_BUFFER_BYTES = 1 << 18;

    private final InetSocketAddress address;
    private final List<String> issuerCodes;
    private final Duration timeOut;
    private final ByteBuffer out =
            ByteBuffer.allocate(ModuleWire.HEADER_BYTES + ModuleWire.ENTRIES_MAX * ModuleWire.ENTRY_BYTES);
    private final ByteBuffer in = ByteBuffer.allocate(ModuleWire.HEADER_BYTES + ModuleWire.ENTRIES_MAX);
    private final int[] asked = new int[ModuleWire.ENTRIES_MAX];
    private final byte[] verdicts = new byte[ModuleWire.ENTRIES_MAX];
    private Socket socket;
    private int number;

    /**
     * @param issuerCodes in the order of their places, as in {@link RecordBlock#issuer}; at most 127
     * @param timeOut for connecting, and for each answer
     */
    public RemoteModule(String host, int port, List<String> issuerCodes, Duration timeOut) {
        if (issuerCodes.size() > ModuleWire.ISSUERS_MAX) {
            throw new IllegalArgumentException(issuerCodes.size() + " issuers are too many");
        }
        address = InetSocketAddress.createUnresolved(host, port);
        this.issuerCodes = List.copyOf(issuerCodes);
        this.timeOut = timeOut;
    }

    @Override
    public void check(RecordBlock block) {
        int place = 0;
        while (place < block.size) {
            int count = 0;
            for (; place < block.size && count < asked.length; place++) {
                if (block.isOpen(place)) {
                    asked[count++] = place;
                }
            }
            if (count > 0) {
                ask(block, count);
                judge(block, count);
            }
        }
    }

    private void ask(RecordBlock block, int count) {
        boolean isFresh = socket == null;
        try {
            askOnce(block, count);
        } catch (IOException e) {
            close();
            // The module may have closed an old connection, as after a restart: a new one tells whether it is there.
            if (isFresh || e instanceof SocketTimeoutException) {
                throw outOfReach(e);
            }
            try {
                askOnce(block, count);
            } catch (IOException again) {
                close();
                throw outOfReach(again);
            }
        }
    }

    private SecurityModuleException outOfReach(IOException e) {
        return new SecurityModuleException(
                "the security module at " + address + " does not answer: " + e.getMessage(), e);
    }

    private void askOnce(RecordBlock block, int count) throws IOException {
        connect();
        out.clear();
        ModuleWire.putHeader(out, ModuleWire.QUESTIONS, ++number, count);
        for (int i = 0; i < count; i++) {
            ModuleWire.put(out, block, asked[i]);
        }
        exchange(count);
        in.get(verdicts, 0, count);
    }

    private void judge(RecordBlock block, int count) {
        for (int i = 0; i < count; i++) {
            switch (verdicts[i]) {
                case ModuleWire.RIGHT -> {}
                case ModuleWire.WRONG -> block.reject(asked[i], RecordReason.WRONG_TAC);
                case ModuleWire.NO_KEY -> block.reject(asked[i], RecordReason.UNKNOWN_KEY);
                default -> {
                    close();
                    throw new SecurityModuleException("no verdict: " + verdicts[i], null);
                }
            }
        }
    }

    private void connect() throws IOException {
        if (socket != null) {
            return;
        }
        Socket fresh = new Socket();
        try {
            fresh.setSendBufferSize(SOCKET_BUFFER_BYTES);
            fresh.setTcpNoDelay(true);
            fresh.setKeepAlive(true);
            fresh.connect(new InetSocketAddress(address.getHostString(), address.getPort()), (int) timeOut.toMillis());
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        socket = fresh;
        out.clear();
        ModuleWire.putHeader(out, ModuleWire.HELLO, ++number, issuerCodes.size());
        ModuleWire.putCodes(out, issuerCodes);
        exchange(0);
    }

    /** Sends what is in {@link #out}; afterwards {@link #in} holds so many verdicts. */
    private void exchange(int count) throws IOException {
        socket.getOutputStream().write(out.array(), 0, out.position());
        long until = System.nanoTime() + timeOut.toNanos();
        read(ModuleWire.HEADER_BYTES, until);
        ModuleWire.Header header = ModuleWire.header(in);
        if (header.kind() != ModuleWire.VERDICTS || header.number() != number || header.count() != count) {
            throw new IOException("answered something else: " + header);
        }
        read(count, until);
    }

    /** Against one end of time for the whole answer: a module that tells byte after byte is none. */
    private void read(int bytes, long untilNanos) throws IOException {
        in.clear().limit(bytes);
        while (in.hasRemaining()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
            if (millis <= 0) {
                throw new SocketTimeoutException("too slow");
            }
            socket.setSoTimeout((int) millis);
            int read = socket.getInputStream().read(in.array(), in.position(), in.remaining());
            if (read < 0) {
                throw new EOFException("it hung up");
            }
            in.position(in.position() + read);
        }
        in.flip();
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // Nothing of it is needed any more.
            }
            socket = null;
        }
    }
}
