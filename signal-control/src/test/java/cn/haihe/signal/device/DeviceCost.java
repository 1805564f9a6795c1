package cn.haihe.signal.device;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What simulated controllers cost: {@code DeviceCost [COUNT]} powers them up without lines, lets them tick as a fleet does
 * and prints one JSON object: bytes of each, and processor time of each of their seconds.
 */
final class DeviceCost {
    private static final int USUAL_COUNT = 10_000;
    private static final int WARM_UP_SECONDS = 60;
    private static final int MEASURED_SECONDS = 30;

    private static long millis = 1_800_000_000_000L;

    private DeviceCost() {}

    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : USUAL_COUNT;
        List<SignalJunction> junctions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            junctions.add(JunctionDesigner.design(RandomJunctions.of(i)));
        }
        long before = usedBytes();
        List<SimulatedController> controllers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DeviceConfig config = DeviceConfig.of(i + 1, 1, junctions.get(i), DeviceLink.udp("localhost", 20999));
            SimulatedController controller =
                    new SimulatedController(config, () -> Instant.ofEpochMilli(millis), (wait, work) -> work.run());
            controller.connect(frame -> {});
            controllers.add(controller);
        }
        run(controllers, WARM_UP_SECONDS);
        long bytesOfEach = (usedBytes() - before) / count;
        long nanos = run(controllers, MEASURED_SECONDS);
        System.out.printf(
                "{\"controllers\":%d,\"bytesOfEach\":%d,\"cpuMicrosOfEachSecond\":%.2f,\"cpuPercentOfOneCore\":%.1f}%n",
                count, bytesOfEach, nanos / 1e3 / MEASURED_SECONDS / count, nanos / 1e9 / MEASURED_SECONDS * 100);
    }

    /** @return processor time of this thread */
    private static long run(List<SimulatedController> controllers, int seconds) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int half = 0; half < 2 * seconds; half++) {
            millis += 500;
            controllers.forEach(SimulatedController::tick);
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }

    private static long usedBytes() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
