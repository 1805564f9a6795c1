package cn.haihe.ops.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Processor time of all that takes part, where it runs on one machine.
 *
 * @param generator of this process
 * @param hub empty where it is not known which process that is
 * @param redis empty where it is not known which process that is
 */
record ProcessorTime(Duration generator, Optional<Duration> hub, Optional<Duration> redis) {
    /** @param dataDirectory of the hub, by which the Redis that it started is known */
    static ProcessorTime read(Optional<Long> hubPid, Optional<String> dataDirectory) {
        return new ProcessorTime(
                of(ProcessHandle.current()),
                hubPid.flatMap(ProcessHandle::of).map(ProcessorTime::of),
                dataDirectory.map(directory -> ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .command()
                                .filter(command -> command.startsWith(directory) && command.endsWith("redis-server"))
                                .isPresent())
                        .map(ProcessorTime::of)
                        .reduce(Duration.ZERO, Duration::plus)));
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(
                generator.minus(before.generator),
                hub.flatMap(now -> before.hub.map(now::minus)),
                redis.flatMap(now -> before.redis.map(now::minus)));
    }

    /** Processors in use, on average over these seconds. */
    Map<String, Double> describe(double seconds) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("generatorCores", cores(generator, seconds));
        hub.ifPresent(time -> figures.put("hubCores", cores(time, seconds)));
        redis.ifPresent(time -> figures.put("redisCores", cores(time, seconds)));
        figures.put("processors", (double) Runtime.getRuntime().availableProcessors());
        return figures;
    }

    private static double cores(Duration time, double seconds) {
        return Math.round(time.toMillis() / seconds / 10) / 100.0;
    }
}
