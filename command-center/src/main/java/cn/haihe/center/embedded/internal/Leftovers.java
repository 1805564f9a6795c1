package cn.haihe.center.embedded.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Finds and ends a server process that an earlier run of the hub left behind. */
final class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);
    private static final long STOP_SECONDS_MAX = 20;

    private Leftovers() {}

    /**
     * The process that a pid file names, if it still runs and its program lies under {@code home}. The pid alone proves
     * nothing: after a crash of the machine it may belong to anyone.
     */
    static Optional<ProcessHandle> findServer(Path pidFile, Path home) {
        try (var lines = Files.lines(pidFile)) {
            long pid = Long.parseLong(lines.findFirst().orElse("").strip());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .command()
                            .map(command -> Path.of(command).startsWith(home))
                            .orElse(false));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Ends the server that the pid file names, and removes the file. */
    static void clear(Path pidFile, Path home) throws IOException {
        findServer(pidFile, home).ifPresent(process -> {
            LOG.warnf("Stopping a server that an earlier run left behind: pid %d under %s", process.pid(), home);
            stop(process);
        });
        Files.deleteIfExists(pidFile);
    }

    /** Asks a server to end, and ends it by force if it does not within a time. */
    static void stop(ProcessHandle process) {
        process.destroy();
        if (!endedWithin(process, STOP_SECONDS_MAX)) {
            LOG.warnf("Server %d did not stop in %d s; killing it", process.pid(), STOP_SECONDS_MAX);
            process.destroyForcibly();
            endedWithin(process, STOP_SECONDS_MAX);
        }
    }

    private static boolean endedWithin(ProcessHandle process, long seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
