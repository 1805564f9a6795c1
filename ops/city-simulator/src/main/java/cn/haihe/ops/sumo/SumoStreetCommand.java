package cn.haihe.ops.sumo;

import cn.haihe.signal.adaptive.AdaptiveSite;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** SUMO as the street before a centre that runs elsewhere: its signals dial in as GB/T 20999 controllers. */
@Command(
        name = "sumo",
        description = "Runs a SUMO scenario whose signals are GB/T 20999 controllers that dial a centre")
public final class SumoStreetCommand implements Callable<Integer> {
    private static final long MILLIS = 1000;
    /** Beyond it SUMO, controllers and centre keep no pace on a small machine. */
    private static final double FASTEST = 20;

    @Parameters(index = "0", description = "folder with scenario.json, a SUMO network and routes")
    private Path scenario;

    @Parameters(index = "1", description = "the scenario's signal-net/1, or its survey")
    private Path net;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "of the centre (default ${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", defaultValue = "20999", description = "of the centre (default ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "times as fast as real time (default ${DEFAULT-VALUE})")
    private double speed;

    @Option(names = "--seed", defaultValue = "1", description = "of SUMO (default ${DEFAULT-VALUE})")
    private int seed;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SumoStreetCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (!SumoProcess.isInstalled()) {
            System.err.println("there is no sumo here; on Debian: apt-get install sumo sumo-tools");
            return 1;
        }
        if (!(speed > 0 && speed <= FASTEST)) {
            System.err.println("--speed must be above 0 and at most " + FASTEST);
            return 1;
        }
        SumoScenario read = SumoScenario.read(scenario);
        Path folder = Files.createTempDirectory("haihe-sumo");
        Path trips = folder.resolve("trips.xml");
        Vertx vertx = Vertx.vertx();
        int unsafe;
        int witnessed;
        long lateMillis = 0;
        try (SumoStreet street =
                new SumoStreet(vertx, read, net, read.options(seed, 0, 1, trips), folder, host, port, speed)) {
            List<AdaptiveSite> sites = street.sites();
            for (int i = 0; i < sites.size(); i++) {
                System.out.printf(
                        "controller %d, road %d: %s, %d stages, %d detectors%n",
                        SumoStreet.controllerId(i),
                        SumoStreet.ROAD,
                        sites.get(i).junction().id(),
                        sites.get(i).junction().stages().size(),
                        sites.get(i).zones().size());
            }
            long next = System.nanoTime();
            while (!street.isOver()) {
                street.second();
                next += (long) (MILLIS * 1_000_000 / speed);
                long early = (next - System.nanoTime()) / 1_000_000;
                lateMillis = Math.max(lateMillis, -early);
                Thread.sleep(Math.max(0, early));
            }
            unsafe = street.unsafeStates();
            witnessed = street.witnessedDangers();
            street.incidents().forEach(System.out::println);
            System.out.printf("%d unsafe states, %d dangers witnessed%n", unsafe, witnessed);
        } finally {
            vertx.close();
        }
        TripDelays delays = TripDelays.read(trips);
        System.out.printf(
                "%d vehicles, %d arrived, mean delay %.1f s%n",
                delays.vehicles(), delays.arrived(), delays.meanDelaySeconds());
        System.out.printf(
                Locale.ROOT,
                "{\"vehicles\":%d,\"arrived\":%d,\"delaySeconds\":%.2f,\"unsafeStates\":%d,\"witnessed\":%d,\"latestMillis\":%d}%n",
                delays.vehicles(),
                delays.arrived(),
                delays.meanDelaySeconds(),
                unsafe,
                witnessed,
                lateMillis);
        return 0;
    }
}
