package cn.haihe.card.tac;

import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for a security module of hardware: answers {@link RemoteModule} over a real socket on the loopback interface, with
 * test keys only.
 */
public final class SimulatedModule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedModule.class);
    private static final int CONNECTIONS_MAX = 16;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Function<List<String>, SoftwareModule> keys;
    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(CONNECTIONS_MAX);

    /**
     * Listens at once.
     *
     * @param port 0 for any that is free
     * @param keys a module for the issuers of these codes, by their places
     */
    public SimulatedModule(int port, Function<List<String>, SoftwareModule> keys) {
        this.keys = keys;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECTIONS_MAX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::listen);
    }

    public int port() {
        return server.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "simulated-security-module");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                if (!free.tryAcquire()) {
                    connection.close();
                    continue;
                }
                connections.add(connection);
                if (server.isClosed()) {
                    // Came in while the door was being shut, behind the back of close().
                    connection.close();
                }
                start(() -> serve(connection));
            } catch (IOException e) {
                LOG.debug("no longer listening: {}", e.getMessage());
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            answer(connection);
        } catch (IOException e) {
            LOG.debug("a connection ends: {}", e.getMessage());
        } finally {
            connections.remove(connection);
            free.release();
        }
    }

    private void answer(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream(), BUFFER_BYTES);
        RecordBlock block = new RecordBlock(ModuleWire.ENTRIES_MAX);
        ByteBuffer out = ByteBuffer.allocate(ModuleWire.HEADER_BYTES + ModuleWire.ENTRIES_MAX);
        SoftwareModule module = null;
        while (true) {
            ModuleWire.Header header = ModuleWire.header(read(in, ModuleWire.HEADER_BYTES));
            out.clear();
            if (header.kind() == ModuleWire.HELLO) {
                module = keys.apply(ModuleWire.codes(in, header.count()));
                ModuleWire.putHeader(out, ModuleWire.VERDICTS, header.number(), 0);
            } else if (header.kind() == ModuleWire.QUESTIONS && module != null) {
                judge(module, block, read(in, header.count() * ModuleWire.ENTRY_BYTES), header.count());
                ModuleWire.putHeader(out, ModuleWire.VERDICTS, header.number(), header.count());
                for (int i = 0; i < header.count(); i++) {
                    out.put(verdict(block.reason[i]));
                }
            } else {
                throw new IOException("a frame of kind " + header.kind() + " was not awaited");
            }
            connection.getOutputStream().write(out.array(), 0, out.position());
        }
    }

    private static void judge(SoftwareModule module, RecordBlock block, ByteBuffer questions, int count) {
        block.clear(1);
        for (int i = 0; i < count; i++) {
            ModuleWire.get(questions, block, i);
        }
        block.size = count;
        module.check(block);
    }

    private static byte verdict(RecordReason reason) {
        if (reason == null) {
            return ModuleWire.RIGHT;
        }
        return reason == RecordReason.UNKNOWN_KEY ? ModuleWire.NO_KEY : ModuleWire.WRONG;
    }

    private static ByteBuffer read(InputStream in, int bytes) throws IOException {
        byte[] frame = in.readNBytes(bytes);
        if (frame.length < bytes) {
            throw new EOFException("hung up");
        }
        return ByteBuffer.wrap(frame);
    }

    /** Hangs up on everybody. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
