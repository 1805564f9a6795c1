package cn.haihe.card.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A PostgreSQL that can be killed, all of its processes at once, and comes back with what it had written down. */
final class RestartingPostgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    RestartingPostgres(Path data) throws IOException {
        this.data = data;
        server = builder().start();
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setPGStartupWait(Duration.ofMinutes(2));
    }

    int port() {
        return server.getPort();
    }

    DataSource database(String name) {
        return server.getDatabase("postgres", name);
    }

    void kill() throws IOException, InterruptedException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(handle.descendants(), Stream.of(handle)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().join();
        }
        int port = server.getPort();
        // Finds nothing to stop, and gives up its lock on the folder.
        server.close();
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        server = builder().setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
