package cn.haihe.ops.faults;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One Redis and one PostgreSQL for several hubs, in a process of its own that outlives them. */
final class SharedStorage implements AutoCloseable {
    private static final String MAIN = "cn.haihe.center.embedded.StorageAlone";
    private static final int ADDRESSES = 3;
    private static final Duration START_MAX = Duration.ofMinutes(2);

    private final Process process;
    private final Map<String, String> environment = new HashMap<>();

    /** @param command of a hub: its Java and its jar are those of the storage */
    SharedStorage(List<String> command, Path directory) throws IOException {
        this(command, directory, START_MAX);
    }

    SharedStorage(List<String> command, Path directory, Duration startMax) throws IOException {
        Path app = Path.of(command.get(command.indexOf("-jar") + 1))
                .toAbsolutePath()
                .getParent();
        String classes =
                String.join(File.pathSeparator, List.of(app + "/app/*", app + "/lib/main/*", app + "/lib/boot/*"));
        process = new ProcessBuilder(command.get(0), "-Xmx256m", "-Dhaihe.data-dir=" + directory, "-cp", classes, MAIN)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolveSibling("hub.log").toFile()))
                .start();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try {
            watch.schedule(process::destroyForcibly, startMax.toMillis(), TimeUnit.MILLISECONDS);
            hearAddresses();
        } finally {
            watch.shutdownNow();
        }
    }

    private void hearAddresses() throws IOException {
        BufferedReader told =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        while (environment.size() < ADDRESSES) {
            String line = told.readLine();
            if (line == null) {
                throw new IOException("the storage did not start, or not in time");
            }
            String[] parts = line.split("=", 2);
            if (parts[0].startsWith("HAIHE_")) {
                environment.put(parts[0], parts[1]);
            }
        }
    }

    /** Where a hub finds it. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
