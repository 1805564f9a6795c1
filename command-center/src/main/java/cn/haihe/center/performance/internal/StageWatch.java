package cn.haihe.center.performance.internal;

import cn.haihe.center.performance.PerformanceConfig;
import cn.haihe.center.signals.SignalField;
import cn.haihe.signal.fieldbus.FieldListener;
import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.performance.StageHistory;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the stages that each junction was seen in. */
@ApplicationScoped
class StageWatch implements FieldListener {
    private final SignalField field;
    private final PerformanceConfig config;
    private final Map<String, StageHistory> histories = new ConcurrentHashMap<>();

    StageWatch(SignalField field, PerformanceConfig config) {
        this.field = field;
        this.config = config;
    }

    void listen(@Observes StartupEvent starting) {
        field.bus().listen(this);
    }

    @Override
    public void status(FieldStatus status) {
        histories
                .computeIfAbsent(status.junctionId(), none -> new StageHistory(config.spellsMax(), config.gap()))
                .see(status.stage(), status.at());
    }

    Optional<StageHistory> find(String junctionId) {
        return Optional.ofNullable(histories.get(junctionId));
    }
}
