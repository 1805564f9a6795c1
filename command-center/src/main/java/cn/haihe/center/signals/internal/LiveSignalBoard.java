package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.ControllerRegister;
import cn.haihe.center.signals.SignalBoard;
import cn.haihe.center.signals.SignalState;
import cn.haihe.center.signals.SignalsConfig;
import cn.haihe.center.state.LatestKind;
import cn.haihe.center.state.LatestRecord;
import cn.haihe.center.state.LatestStore;
import cn.haihe.map.traffic.Grade;
import cn.haihe.signal.fieldbus.Communication;
import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Gathers what controllers say, draws the picture, and keeps the latest in Redis for the next start. */
@ApplicationScoped
class LiveSignalBoard implements SignalBoard {
    private static final Logger LOG = Logger.getLogger(LiveSignalBoard.class);

    private final ControllerRegister register;
    private final LatestStore store;
    private final SignalsConfig config;
    private final Clock clock;
    private final Map<String, FieldStatus> latest = new ConcurrentHashMap<>();
    private final Set<String> unsaved = ConcurrentHashMap.newKeySet();
    private volatile Map<String, SignalState> picture = Map.of();
    private volatile boolean saving;

    LiveSignalBoard(ControllerRegister register, LatestStore store, SignalsConfig config, Clock clock) {
        this.register = register;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Map<String, SignalState> picture() {
        return picture;
    }

    /** What the last run of the hub knew, with its age. */
    void restore() {
        store.forEach(
                        LatestKind.SIGNAL,
                        stored -> StatusText.find(stored)
                                .ifPresent(status -> latest.putIfAbsent(status.junctionId(), status)))
                .exceptionally(unavailable -> {
                    LOG.warnf("The last known signals could not be read: %s", unavailable.getMessage());
                    return null;
                });
    }

    void hear(FieldStatus status) {
        latest.put(status.junctionId(), status);
        unsaved.add(status.junctionId());
    }

    void draw(Function<String, Communication> communication) {
        Instant now = clock.instant();
        Set<String> ids = new HashSet<>(latest.keySet());
        register.listAll().stream().map(ControllerBinding::junctionId).forEach(ids::add);
        Map<String, SignalState> drawn = new HashMap<>(ids.size() * 2);
        for (String id : ids) {
            Optional<SignalState.Live> live =
                    Optional.ofNullable(latest.get(id)).flatMap(status -> live(status, now));
            drawn.put(id, new SignalState(id, communication.apply(id), live));
        }
        picture = Map.copyOf(drawn);
    }

    private Optional<SignalState.Live> live(FieldStatus status, Instant now) {
        Duration age = Duration.between(status.at(), now);
        if (age.compareTo(config.lastKnownFor()) > 0) {
            return Optional.empty();
        }
        Grade grade = Grade.D;
        if (age.compareTo(config.freshFor()) <= 0) {
            grade = Grade.B;
        } else if (age.compareTo(config.ageingFor()) <= 0) {
            grade = Grade.C;
        }
        return Optional.of(new SignalState.Live(status.mode(), status.plan(), status.stage(), status.at(), grade));
    }

    /** Writes what is new; what Redis does not take now is offered again with what came since. */
    void save() {
        if (saving || unsaved.isEmpty()) {
            return;
        }
        List<LatestRecord> batch = new ArrayList<>();
        for (String id : unsaved) {
            if (batch.size() == LatestStore.BATCH_MAX) {
                break;
            }
            unsaved.remove(id);
            batch.add(StatusText.record(latest.get(id)));
        }
        saving = true;
        store.upsert(LatestKind.SIGNAL, batch).whenComplete((done, failure) -> {
            saving = false;
            if (failure != null) {
                batch.forEach(record -> unsaved.add(record.id()));
            }
        });
    }
}
