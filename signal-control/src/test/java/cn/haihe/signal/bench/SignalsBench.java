package cn.haihe.signal.bench;

import cn.haihe.signal.device.DeviceFaults;
import cn.haihe.signal.fieldbus.StatusPoller;
import cn.haihe.signal.fieldbus.gbt20999.Gbt20999Profile;
import cn.haihe.signal.fieldbus.gbt20999.wire.GoldenFrames;
import java.util.Locale;

/** {@code [--controllers N] [--speed N] [--seed N]}; the last line is one JSON object. */
public final class SignalsBench {
    private static final int TIANJIN = 1_500;
    private static final int NEW_PLAN = 2;
    private static final double POLL_SECONDS = 10;
    private static final long PROOF_POLL_MILLIS = 5_000;

    private SignalsBench() {}

    public static void main(String[] args) {
        int controllers = 10_000;
        double speed = 10;
        long seed = 1;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--controllers" -> controllers = Integer.parseInt(args[i + 1]);
                case "--speed" -> speed = Double.parseDouble(args[i + 1]);
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                default -> throw new IllegalArgumentException("not understood: " + args[i]);
            }
        }
        long codec = new CodecRate(GoldenFrames.all()).framesPerSecond();
        say("codec: %d frames a second encoded, escaped, split and decoded on one core", codec);

        Gbt20999Profile profile = Gbt20999Profile.DEFAULT;
        BenchClock clock = new BenchClock();
        try (BenchTown town = new BenchTown(profile, clock, id -> DeviceFaults.NONE)) {
            int few = Math.min(TIANJIN, controllers);
            town.growTo(few, seed, NEW_PLAN);
            PollRun tianjin = PollRun.measure(town, few, POLL_SECONDS);
            say("heartbeat and status once a second, %s", tianjin);

            town.growTo(controllers, seed, NEW_PLAN);
            say("%d controllers of seed %d and on, every second one over UDP, the others over TCP", controllers, seed);
            PollRun all = PollRun.measure(town, controllers, POLL_SECONDS);
            say("heartbeat and status once a second, %s", all);

            PushRun push = new PushRun(town);
            long cpu = town.busCpuNanos();
            long deviceCpu = town.deviceCpuNanos();
            double seconds = push.push();
            double cores = (town.busCpuNanos() - cpu) / 1e9 / seconds;
            say(
                    "pushed: %d of %d loaded, read back and activated in %.2f s; processor time of the bus %.2f s, of the"
                            + " controllers %.2f s",
                    push.confirmed(), controllers, seconds, cores * seconds, (town.deviceCpuNanos() - deviceCpu) / 1e9);
            StatusPoller poller = new StatusPoller(
                    town.busVertx,
                    town.bus,
                    () -> town.places.stream().map(BenchTown.Place::junctionId).toList(),
                    PROOF_POLL_MILLIS);
            clock.run(speed);
            long start = System.nanoTime();
            long proven = push.prove();
            double proofSeconds = (System.nanoTime() - start) / 1e9;
            poller.close();
            say(
                    "proven: %d of %d seen over two cycles within %.1f s, their clocks %.0f times as fast as ours: %.0f s"
                            + " by them",
                    proven, controllers, proofSeconds, speed, proofSeconds * speed);
            say("not taken: %s", town.bus.counters().rejected());
            System.out.printf(
                    Locale.ROOT,
                    "{\"controllers\":%d,\"pushConfirmed\":%d,\"pushSeconds\":%.2f,\"pushProven\":%d,"
                            + "\"proofSeconds\":%.1f,\"deviceClockSpeed\":%.0f,\"unsafeStates\":%d,"
                            + "\"codecFramesPerSecond\":%d,\"polled%dBusCores\":%.3f,\"polledAllPerSecond\":%.0f,"
                            + "\"polledAllBusCores\":%.3f,\"rejected\":%d}%n",
                    controllers,
                    push.confirmed(),
                    seconds,
                    proven,
                    proofSeconds,
                    speed,
                    town.unsafeStates(),
                    codec,
                    few,
                    tianjin.busCores(),
                    all.statusesPerSecond(),
                    all.busCores(),
                    town.bus.counters().rejected().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
        }
        System.exit(0);
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, "signals: " + format + "%n", values);
    }
}
