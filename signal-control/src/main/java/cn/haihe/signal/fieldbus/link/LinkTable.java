package cn.haihe.signal.fieldbus.link;

import cn.haihe.signal.fieldbus.ControllerBinding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which junction hangs on which controller. Written on the event loop, read from anywhere. */
public final class LinkTable<M, P> {
    private final Map<String, ControllerBinding> bindings = new ConcurrentHashMap<>();
    private final Map<Long, ControllerLink<M, P>> links = new ConcurrentHashMap<>();
    /** How each controller is reached: by its last binding. */
    private final Map<Long, ControllerBinding> ways = new ConcurrentHashMap<>();

    private final Map<Long, List<ControllerBinding>> roads = new ConcurrentHashMap<>();

    void put(ControllerBinding binding, ControllerLink<M, P> link) {
        ControllerBinding before = bindings.put(binding.junctionId(), binding);
        if (before != null) {
            forget(before);
        }
        ways.put(binding.controllerId(), binding);
        links.put(binding.controllerId(), link);
        roads.merge(
                binding.controllerId(),
                List.of(binding),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }

    private void forget(ControllerBinding gone) {
        roads.computeIfPresent(gone.controllerId(), (id, all) -> {
            List<ControllerBinding> left =
                    all.stream().filter(other -> !other.equals(gone)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** The link, where nobody uses it any more. */
    Optional<ControllerLink<M, P>> remove(String junctionId) {
        ControllerBinding gone = bindings.remove(junctionId);
        if (gone == null) {
            return Optional.empty();
        }
        forget(gone);
        if (!bindingsOf(gone.controllerId()).isEmpty()) {
            return Optional.empty();
        }
        ways.remove(gone.controllerId());
        return Optional.ofNullable(links.remove(gone.controllerId()));
    }

    public Optional<ControllerBinding> findBinding(String junctionId) {
        return Optional.ofNullable(bindings.get(junctionId));
    }

    Optional<ControllerBinding> findWay(long controllerId) {
        return Optional.ofNullable(ways.get(controllerId));
    }

    public Optional<ControllerLink<M, P>> find(long controllerId) {
        return Optional.ofNullable(links.get(controllerId));
    }

    public Optional<ControllerLink<M, P>> findOf(String junctionId) {
        return findBinding(junctionId).flatMap(binding -> find(binding.controllerId()));
    }

    /** The junction on a road of a controller. */
    public Optional<String> findJunction(long controllerId, int road) {
        return bindingsOf(controllerId).stream()
                .filter(binding -> binding.roadId() == road)
                .map(ControllerBinding::junctionId)
                .findFirst();
    }

    /** The junctions of a controller. */
    public List<ControllerBinding> bindingsOf(long controllerId) {
        return roads.getOrDefault(controllerId, List.of());
    }

    Collection<ControllerLink<M, P>> all() {
        return links.values();
    }
}
