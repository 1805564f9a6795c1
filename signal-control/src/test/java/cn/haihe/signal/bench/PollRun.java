package cn.haihe.signal.bench;

import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.StatusPoller;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Every controller asks for a sign of life once a second and is asked for its state once a second. */
record PollRun(int controllers, double statusesPerSecond, double framesPerSecond, double busCores, double deviceCores) {
    private static final long PERIOD_MILLIS = 1_000;
    private static final double SETTLE_SECONDS = 3;

    static PollRun measure(BenchTown town, int count, double seconds) {
        LongAdder statuses = new LongAdder();
        town.bus.listen(new FieldListener() {
            @Override
            public void status(FieldStatus status) {
                statuses.increment();
            }
        });
        var junctions = town.places.stream()
                .limit(count)
                .map(BenchTown.Place::junctionId)
                .toList();
        StatusPoller poller = new StatusPoller(town.busVertx, town.bus, () -> junctions, PERIOD_MILLIS);
        BenchTown.sleep(SETTLE_SECONDS);
        long cpu = town.busCpuNanos();
        long deviceCpu = town.deviceCpuNanos();
        long heard = statuses.sum();
        long frames = frames(town);
        long start = System.nanoTime();
        BenchTown.sleep(seconds);
        double passed = (System.nanoTime() - start) / 1e9;
        PollRun run = new PollRun(
                count,
                (statuses.sum() - heard) / passed,
                (frames(town) - frames) / passed,
                (town.busCpuNanos() - cpu) / 1e9 / passed,
                (town.deviceCpuNanos() - deviceCpu) / 1e9 / passed);
        poller.close();
        return run;
    }

    private static long frames(BenchTown town) {
        return town.bus.counters().framesReceived() + town.bus.counters().framesSent();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d controllers: %.0f statuses a second, %.0f frames a second both ways, bus side %.1f %% of one core, the"
                        + " controllers %.1f %%",
                controllers,
                statusesPerSecond,
                framesPerSecond,
                100 * busCores,
                100 * deviceCores);
    }
}
