package cn.haihe.ops.city;

import cn.haihe.ops.city.hub.Account;
import cn.haihe.ops.city.hub.Backoff;
import cn.haihe.ops.city.hub.HubClient;
import cn.haihe.ops.city.hub.KeyStore;
import cn.haihe.ops.city.hub.Provisioning;
import cn.haihe.ops.city.network.CityPlan;
import cn.haihe.ops.city.network.OpenDataReader;
import cn.haihe.ops.city.traffic.ModelClock;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a simulated city against a hub until it is told to stop. */
@Command(
        name = "city-simulator",
        mixinStandardHelpOptions = true,
        showDefaultValues = false,
        description =
                "A simulated city of buses, detectors, car parks, signal controllers and fare gates for a Haihe hub.")
public final class CitySimulator implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(CitySimulator.class);

    @Mixin
    private CityOptions options;

    private CitySimulator() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getProperty("java.util.logging.config.file") == null) {
            try (InputStream logging = CitySimulator.class.getResourceAsStream("/logging.properties")) {
                LogManager.getLogManager().readConfiguration(logging);
            }
        }
        System.exit(new CommandLine(new CitySimulator()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (options.password == null || options.password.isEmpty()) {
            LOG.error("no password: give --password or set HAIHE_DEMO_PASSWORD");
            return CommandLine.ExitCode.USAGE;
        }
        LOG.info("seed {}, hub {}", options.seed, options.hub);
        Clock wall = Clock.systemUTC();
        HubClient hub = new HubClient(options.hub);
        Account administrator = new Account(hub, wall, options.user, options.password);
        Provisioning provisioning = new Provisioning(hub, administrator, new KeyStore(options.keys));
        CityPlan plan = readCity(hub);
        LOG.info(
                "the city has {} roads, {} bus lines, {} car parks, {} junctions",
                plan.streets().roads().size(),
                plan.busLines().size(),
                plan.carParks().size(),
                plan.junctions().size());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
        ModelClock clock = new ModelClock(wall, options.at, options.speed);
        SimulatedCity city = new SimulatedCity(options, plan, clock, hub, provisioning, vertx);
        Runtime.getRuntime().addShutdownHook(new Thread(city::stop, "stop"));
        city.start();
        new CountDownLatch(1).await();
        return CommandLine.ExitCode.OK;
    }

    /** The hub may start after the city: asks again, ever more slowly, as long as it takes. */
    private static CityPlan readCity(HubClient hub) throws InterruptedException {
        Backoff backoff = new Backoff(new Random());
        String lastReason = "";
        while (true) {
            try {
                return new OpenDataReader(hub::openData).read();
            } catch (IOException | IllegalArgumentException failed) {
                String reason = failed.getMessage() == null ? "the hub does not answer" : failed.getMessage();
                if (!reason.equals(lastReason)) {
                    LOG.warn("reading the city: {}; trying on", reason);
                    lastReason = reason;
                }
                Thread.sleep(backoff.failedMillis());
            }
        }
    }
}
