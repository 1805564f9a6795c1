package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.ControllerBinding;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which junction hangs on which controller. Written on the event loop, read from anywhere. */
final class Sessions {
    private final Map<String, ControllerBinding> bindings = new ConcurrentHashMap<>();
    private final Map<Long, ControllerSession> sessions = new ConcurrentHashMap<>();
    /** How each controller is reached: by its last binding. */
    private final Map<Long, ControllerBinding> links = new ConcurrentHashMap<>();

    void put(ControllerBinding binding, ControllerSession session) {
        bindings.put(binding.junctionId(), binding);
        links.put(binding.controllerId(), binding);
        sessions.put(binding.controllerId(), session);
    }

    /** The session, where nobody uses it any more. */
    Optional<ControllerSession> remove(String junctionId) {
        ControllerBinding gone = bindings.remove(junctionId);
        boolean stillUsed = gone == null
                || bindings.values().stream().anyMatch(other -> other.controllerId() == gone.controllerId());
        if (stillUsed) {
            return Optional.empty();
        }
        links.remove(gone.controllerId());
        return Optional.ofNullable(sessions.remove(gone.controllerId()));
    }

    Optional<ControllerBinding> findBinding(String junctionId) {
        return Optional.ofNullable(bindings.get(junctionId));
    }

    Optional<ControllerBinding> findLink(long controllerId) {
        return Optional.ofNullable(links.get(controllerId));
    }

    Optional<ControllerSession> find(long controllerId) {
        return Optional.ofNullable(sessions.get(controllerId));
    }

    Optional<ControllerSession> findOf(String junctionId) {
        return findBinding(junctionId).flatMap(binding -> find(binding.controllerId()));
    }

    /** The junction on a road of a controller. */
    Optional<String> findJunction(long controllerId, int road) {
        ControllerBinding last = links.get(controllerId);
        if (last != null && last.roadId() == road && bindings.get(last.junctionId()) == last) {
            return Optional.of(last.junctionId());
        }
        return bindings.values().stream()
                .filter(binding -> binding.controllerId() == controllerId && binding.roadId() == road)
                .map(ControllerBinding::junctionId)
                .findFirst();
    }

    Collection<ControllerSession> all() {
        return sessions.values();
    }
}
