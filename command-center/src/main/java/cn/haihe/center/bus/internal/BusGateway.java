package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.BusConfig;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.source.FeedMeter;
import cn.haihe.center.source.FeedMeters;
import cn.haihe.center.source.Source;
import cn.haihe.center.state.LatestStore;
import cn.haihe.map.city.City;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Opens the door of the terminals as soon as the city is known, on several event loops, and closes it when the hub
 * stops.
 */
@Startup
@ApplicationScoped
public class BusGateway {
    private static final Logger LOG = Logger.getLogger(BusGateway.class);
    private static final long STOP_SECONDS_MAX = 5;

    private final Vertx vertx;
    private final BusConfig config;
    private final LatestStore store;
    private final BusIndex index;
    private final BusFollower follower;
    private final FeedMeters meters;
    private final SignOn signOn;
    private final TerminalTracks tracks;
    private final BusMetrics metrics;
    private final CityHolder cityHolder;
    private final Clock clock;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile Optional<String> deployment = Optional.empty();

    BusGateway(
            Vertx vertx,
            BusConfig config,
            LatestStore store,
            BusIndex index,
            BusFollower follower,
            FeedMeters meters,
            SignOn signOn,
            TerminalTracks tracks,
            BusMetrics metrics,
            CityHolder cityHolder,
            Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.store = store;
        this.index = index;
        this.follower = follower;
        this.meters = meters;
        this.signOn = signOn;
        this.tracks = tracks;
        this.metrics = metrics;
        this.cityHolder = cityHolder;
        this.clock = clock;
    }

    /** What the lanes have in common: nothing in it is written on the way of a location but counters and tracks. */
    record Shared(
            BusConfig config,
            LatestStore store,
            BusIndex index,
            BusFollower follower,
            FeedMeter meter,
            SignOn signOn,
            TerminalTracks tracks,
            BusMetrics metrics,
            FixPipeline pipeline,
            Clock clock,
            CompletableFuture<Integer> port) {
        void listeningOn(int actualPort) {
            port.complete(actualPort);
        }
    }

    @PostConstruct
    void start() {
        index.fillFrom(store);
        cityHolder.whenLoaded().thenAccept(loaded -> open(loaded.city())).whenComplete((opening, failure) -> {
            if (failure != null) {
                failed(failure);
            }
        });
    }

    private void open(City city) {
        Shared shared = new Shared(
                config,
                store,
                index,
                follower,
                meters.of(Source.JT808),
                signOn,
                tracks,
                metrics,
                new FixPipeline(FixRules.of(config, city.bounds())),
                clock,
                port);
        int lanes = config.lanes() > 0 ? config.lanes() : Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(() -> new BusLane(shared), new DeploymentOptions().setInstances(lanes))
                .onSuccess(id -> {
                    deployment = Optional.of(id);
                    LOG.infof("JT/T 808 terminals may dial port %d (%d event loops)", port.join(), lanes);
                })
                .onFailure(this::failed);
    }

    private void failed(Throwable failure) {
        port.completeExceptionally(failure);
        LOG.errorf(failure, "No door for JT/T 808 terminals on port %d", config.port());
    }

    void close(@Observes ShutdownEvent stopping) throws InterruptedException, ExecutionException, TimeoutException {
        if (deployment.isPresent()) {
            vertx.undeploy(deployment.get())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    /** The TCP port that terminals dial, as soon as they may. */
    public CompletionStage<Integer> port() {
        return port;
    }
}
