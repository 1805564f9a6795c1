package cn.haihe.ops.sumo;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A SUMO of its own process that waits to be stepped; it is gone when this is closed. */
final class SumoProcess implements AutoCloseable {
    /** Without it SUMO looks for its schemas in the web. */
    private static final String DEBIAN_HOME = "/usr/share/sumo";

    private static final int CONNECT_TRIES = 200;
    private static final long CONNECT_PAUSE_MILLIS = 50;
    private static final long END_SECONDS = 60;

    private final Process process;
    private final TraciClient traci;
    private final Path log;

    private SumoProcess(Process process, TraciClient traci, Path log) {
        this.process = process;
        this.traci = traci;
        this.log = log;
    }

    /** Whether there is a {@code sumo} on the path. */
    static boolean isInstalled() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sumo")));
    }

    /**
     * @param options of SUMO beside the port
     * @param folder for its log
     * @throws IOException with SUMO's own words where it does not start
     */
    static SumoProcess start(List<String> options, Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of("sumo", "--remote-port", Integer.toString(port)));
        command.addAll(options);
        Path log = Files.createTempFile(folder, "sumo", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putIfAbsent("SUMO_HOME", DEBIAN_HOME);
        Process process = builder.start();
        for (int i = 0; i < CONNECT_TRIES && process.isAlive(); i++) {
            try {
                return new SumoProcess(process, new TraciClient(port), log);
            } catch (IOException notYet) {
                Thread.sleep(CONNECT_PAUSE_MILLIS);
            }
        }
        process.destroyForcibly();
        throw new IOException("SUMO did not start: " + Files.readString(log));
    }

    TraciClient traci() {
        return traci;
    }

    @Override
    public void close() throws IOException {
        try {
            traci.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("SUMO did not end well: " + Files.readString(log));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
