package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.FieldFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What waits for one controller, by priority, within a limit: then the least important gives way. One thread. */
final class OperationQueue {
    private final Map<Priority, Deque<Operation>> waiting = new EnumMap<>(Priority.class);
    private final int limit;
    private int size;

    OperationQueue(int limit) {
        this.limit = limit;
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new ArrayDeque<>());
        }
    }

    /** An operation that waits and would do the same. */
    Optional<Operation> findEqual(Operation operation) {
        return operation.key().isEmpty()
                ? Optional.empty()
                : waiting.get(operation.priority()).stream()
                        .filter(other -> other.key().equals(operation.key()))
                        .findFirst();
    }

    void add(Operation operation) {
        if (size == limit && !makeRoomFor(operation)) {
            operation.fail(FieldFailure.QUEUE_FULL);
            return;
        }
        waiting.get(operation.priority()).addLast(operation);
        size++;
    }

    private boolean makeRoomFor(Operation operation) {
        Priority[] priorities = Priority.values();
        for (int i = priorities.length - 1; i > operation.priority().ordinal(); i--) {
            Operation least = waiting.get(priorities[i]).pollLast();
            if (least != null) {
                size--;
                least.fail(FieldFailure.QUEUE_FULL);
                return true;
            }
        }
        return false;
    }

    Optional<Operation> poll() {
        for (Deque<Operation> queue : waiting.values()) {
            if (!queue.isEmpty()) {
                size--;
                return Optional.of(queue.pollFirst());
            }
        }
        return Optional.empty();
    }

    List<Operation> drain() {
        List<Operation> all = new ArrayList<>(size);
        waiting.values().forEach(queue -> {
            all.addAll(queue);
            queue.clear();
        });
        size = 0;
        return all;
    }
}
