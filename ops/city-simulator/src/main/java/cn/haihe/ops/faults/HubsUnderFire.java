package cn.haihe.ops.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One hub, or several on one storage of which one is in charge of the signals: whom to ask, and to kill, is that one. Each has
 * ports of its own, counted up from those of the first.
 */
final class HubsUnderFire implements AutoCloseable {
    private static final long TAKE_OVER_SECONDS_MAX = 60;
    private static final String DATA = "-Dhaihe.data-dir=";

    private final List<HubUnderFire> hubs = new ArrayList<>();
    private final Optional<SharedStorage> storage;
    private int inCharge;

    /** @param command of the first hub */
    HubsUnderFire(int count, List<String> command, Path directory, int port, int signalPort, String password)
            throws IOException {
        storage = count == 1
                ? Optional.empty()
                : Optional.of(new SharedStorage(command, Files.createDirectories(directory.resolve("storage"))));
        for (int i = 0; i < count; i++) {
            List<String> own = new ArrayList<>(command);
            own.addAll(
                    own.indexOf("-jar"),
                    List.of(
                            "-Dquarkus.http.port=" + (port + i),
                            "-Dhaihe.signals.port=" + (signalPort + i),
                            DATA + directory.resolve("hub-" + i)));
            hubs.add(new HubUnderFire(
                    own,
                    directory,
                    port + i,
                    password,
                    storage.map(SharedStorage::environment).orElse(Map.of())));
        }
    }

    /** One after the other: the first is in charge. */
    void start() throws IOException, InterruptedException {
        for (HubUnderFire hub : hubs) {
            hub.start();
            hub.awaitReady();
        }
    }

    /** The hub in charge is gone at once; where there is another, that takes over, and the one that was killed stands by. */
    double killAndAwaitNext() throws IOException, InterruptedException {
        HubUnderFire killed = hubs.get(inCharge);
        killed.kill();
        long since = System.nanoTime();
        if (hubs.size() == 1) {
            killed.start();
            killed.awaitReady();
            return (System.nanoTime() - since) / 1e9;
        }
        awaitOtherThan(inCharge, since + TimeUnit.SECONDS.toNanos(TAKE_OVER_SECONDS_MAX));
        double seconds = (System.nanoTime() - since) / 1e9;
        killed.start();
        killed.awaitReady();
        return seconds;
    }

    private void awaitOtherThan(int killed, long end) throws InterruptedException {
        while (true) {
            for (int i = 0; i < hubs.size(); i++) {
                if (i != killed && isInCharge(hubs.get(i))) {
                    inCharge = i;
                    return;
                }
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no other hub took over");
            }
            Thread.sleep(200);
        }
    }

    private static boolean isInCharge(HubUnderFire hub) throws InterruptedException {
        try {
            return hub.call("viewer", "GET", "/api/v1/signals/in-charge", null)
                    .path("ours")
                    .asBoolean();
        } catch (IOException notNow) {
            return false;
        }
    }

    JsonNode call(String role, String method, String path, Object body) throws IOException, InterruptedException {
        return hubs.get(inCharge).call(role, method, path, body);
    }

    JsonNode open(String path) throws IOException, InterruptedException {
        return hubs.get(inCharge).open(path);
    }

    @Override
    public void close() throws IOException {
        hubs.forEach(HubUnderFire::close);
        if (storage.isPresent()) {
            storage.get().close();
        }
    }
}
