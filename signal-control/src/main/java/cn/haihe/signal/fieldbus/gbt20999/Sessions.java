package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.ControllerBinding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which junction hangs on which controller. Written on the event loop, read from anywhere. */
final class Sessions {
    private final Map<String, ControllerBinding> bindings = new ConcurrentHashMap<>();
    private final Map<Long, ControllerSession> sessions = new ConcurrentHashMap<>();
    /** How each controller is reached: by its last binding. */
    private final Map<Long, ControllerBinding> links = new ConcurrentHashMap<>();

    private final Map<Long, List<ControllerBinding>> roads = new ConcurrentHashMap<>();

    void put(ControllerBinding binding, ControllerSession session) {
        ControllerBinding before = bindings.put(binding.junctionId(), binding);
        if (before != null) {
            forget(before);
        }
        links.put(binding.controllerId(), binding);
        sessions.put(binding.controllerId(), session);
        roads.merge(binding.controllerId(), List.of(binding), Sessions::joined);
    }

    private static List<ControllerBinding> joined(List<ControllerBinding> some, List<ControllerBinding> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private void forget(ControllerBinding gone) {
        roads.computeIfPresent(gone.controllerId(), (id, all) -> {
            List<ControllerBinding> left =
                    all.stream().filter(other -> !other.equals(gone)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** The session, where nobody uses it any more. */
    Optional<ControllerSession> remove(String junctionId) {
        ControllerBinding gone = bindings.remove(junctionId);
        if (gone == null) {
            return Optional.empty();
        }
        forget(gone);
        if (!bindingsOf(gone.controllerId()).isEmpty()) {
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
        return bindingsOf(controllerId).stream()
                .filter(binding -> binding.roadId() == road)
                .map(ControllerBinding::junctionId)
                .findFirst();
    }

    /** The junctions of a controller. */
    List<ControllerBinding> bindingsOf(long controllerId) {
        return roads.getOrDefault(controllerId, List.of());
    }

    Collection<ControllerSession> all() {
        return sessions.values();
    }
}
