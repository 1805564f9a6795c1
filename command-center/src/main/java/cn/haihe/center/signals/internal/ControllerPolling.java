package cn.haihe.center.signals.internal;

import cn.haihe.signal.fieldbus.ControllerBinding;
import cn.haihe.signal.fieldbus.FieldBus;
import cn.haihe.signal.fieldbus.StatusPoller;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Polls each controller as often as its link profile says: one poller for each period in use. */
final class ControllerPolling {
    private final Vertx vertx;
    private final FieldBus bus;
    private final Map<Long, StatusPoller> pollers = new HashMap<>();
    private volatile Map<Long, List<String>> junctionsByPeriod = Map.of();

    ControllerPolling(Vertx vertx, FieldBus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    synchronized void follow(Collection<ControllerBinding> bindings, Function<ControllerBinding, Long> periodMillis) {
        junctionsByPeriod = bindings.stream()
                .collect(Collectors.groupingBy(
                        periodMillis, Collectors.mapping(ControllerBinding::junctionId, Collectors.toList())));
        junctionsByPeriod.keySet().forEach(period -> pollers.computeIfAbsent(period, this::poller));
        pollers.entrySet().removeIf(entry -> {
            boolean unused = !junctionsByPeriod.containsKey(entry.getKey());
            if (unused) {
                entry.getValue().close();
            }
            return unused;
        });
    }

    private StatusPoller poller(long period) {
        return new StatusPoller(vertx, bus, () -> junctionsByPeriod.getOrDefault(period, List.of()), period);
    }

    synchronized void close() {
        pollers.values().forEach(StatusPoller::close);
        pollers.clear();
    }
}
