package cn.haihe.center.traffic.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.city.LoadedCity;
import cn.haihe.center.state.LatestKind;
import cn.haihe.center.state.LatestStore;
import cn.haihe.center.state.RedisConnection;
import cn.haihe.center.traffic.SegmentValues;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.center.traffic.TrafficConfig;
import cn.haihe.center.traffic.TrafficPicture;
import cn.haihe.map.city.City;
import cn.haihe.map.traffic.CongestionScale;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One thread writes the table and takes the pictures; everyone else reads the last picture. What the feeds have stored in
 * Redis waits here in a short queue for that thread; if the queue overflows nothing is lost, the thread then reads
 * everything from Redis again, as it does at the start.
 */
@Startup
@ApplicationScoped
class LiveTrafficBoard implements TrafficBoard {
    private static final Logger LOG = Logger.getLogger(LiveTrafficBoard.class);
    private static final int WAITING_BATCHES_MAX = 256;
    private static final long PICTURE_MILLIS = 1_000;
    private static final long READ_SECONDS_MAX = 30;

    private final LatestStore store;
    private final RedisConnection redis;
    private final TrafficConfig config;
    private final Clock clock;
    private final CityHolder cityHolder;
    private final SegmentFusion fusion;
    private final List<Consumer<TrafficPicture>> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<List<SegmentObservation>> waiting = new ArrayBlockingQueue<>(WAITING_BATCHES_MAX);
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "traffic-board"));
    private final AtomicBoolean taking = new AtomicBoolean();
    private volatile boolean readAgain = true;
    private volatile TrafficPicture picture;
    private volatile Set<String> failed = Set.of();
    private SegmentTable table;
    private IndexOfTraffic index;

    LiveTrafficBoard(
            LatestStore store,
            RedisConnection redis,
            TrafficConfig config,
            Clock clock,
            CityHolder cityHolder,
            MeterRegistry meters) {
        this.store = store;
        this.redis = redis;
        this.config = config;
        this.clock = clock;
        this.cityHolder = cityHolder;
        meters.gauge("haihe.traffic.sources.failed", this, board -> board.failed.size());
        fusion = new SegmentFusion(config, CongestionScale.GBT_33171);
    }

    @PostConstruct
    void start() {
        writer.scheduleAtFixedRate(this::tick, 0, PICTURE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A tick that breaks must not be the last one. */
    private void tick() {
        try {
            Optional<LoadedCity> loaded = cityHolder.find();
            if (loaded.isPresent()) {
                takePicture(loaded.get().city());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.error("No picture of the traffic was taken", e);
        }
    }

    private void takePicture(City city) throws Exception {
        if (table == null) {
            table = new SegmentTable(city.segments().size());
            index = new IndexOfTraffic(city, CongestionScale.GBT_33171, config.standstillKmh());
        }
        takeArrived();
        if (readAgain && !readAll(city) && picture == null) {
            return;
        }
        Instant now = clock.instant();
        Set<String> failedNow = table.failed(fusion, now);
        if (!failedNow.equals(failed)) {
            LOG.warnf(
                    "Sources whose speeds of zero close no streets, since they would close more than %d segments: %s",
                    config.closedBySourceMax(), failedNow.isEmpty() ? "none any more" : failedNow);
            failed = failedNow;
        }
        SegmentValues fused = table.fuse(fusion, index.limitKmh(), now, failed);
        TrafficPicture next = new TrafficPicture(city, now, fused, index.compute(fused));
        picture = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    /** Between pictures: so what arrives is in the table before its time, and no longer among the collector's young. */
    private void takeEarly() {
        try {
            takeArrived();
        } catch (RuntimeException e) {
            readAgain = true;
            LOG.error("What has arrived was not taken in; all is read again", e);
        }
    }

    private void takeArrived() {
        taking.set(false);
        if (table != null) {
            List<List<SegmentObservation>> arrived = new ArrayList<>();
            waiting.drainTo(arrived);
            arrived.forEach(batch -> batch.forEach(table::put));
        }
    }

    private boolean readAll(City city) throws Exception {
        if (!redis.isAvailable()) {
            return false;
        }
        readAgain = false;
        try {
            store.forEach(
                            LatestKind.SEGMENT,
                            record -> SegmentObservation.read(record, city).ifPresent(table::put))
                    .toCompletableFuture()
                    .get(READ_SECONDS_MAX, TimeUnit.SECONDS);
            return true;
        } catch (Exception e) {
            readAgain = true;
            throw e;
        }
    }

    /** Never waits. */
    void onLatest(List<SegmentObservation> observations) {
        if (observations.isEmpty()) {
            return;
        }
        if (!waiting.offer(observations)) {
            readAgain = true;
        }
        if (taking.compareAndSet(false, true)) {
            try {
                writer.execute(this::takeEarly);
            } catch (RejectedExecutionException ending) {
                LOG.debug("The hub ends; what has arrived is in Redis");
            }
        }
    }

    @Override
    public Optional<TrafficPicture> find() {
        return Optional.ofNullable(picture);
    }

    @Override
    public void addListener(Consumer<TrafficPicture> listener) {
        listeners.add(listener);
    }

    @PreDestroy
    void stop() {
        writer.shutdownNow();
    }
}
