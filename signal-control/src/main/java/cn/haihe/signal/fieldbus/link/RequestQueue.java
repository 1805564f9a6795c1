package cn.haihe.signal.fieldbus.link;

import cn.haihe.signal.fieldbus.FieldFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What waits for one controller, by priority, within a limit: then the least important gives way. One thread. */
final class RequestQueue<M> {
    private static final Priority[] PRIORITIES = Priority.values();

    private final Map<Priority, Deque<Request<M>>> waiting = new EnumMap<>(Priority.class);
    private final int limit;
    private int size;

    RequestQueue(int limit) {
        this.limit = limit;
        for (Priority priority : PRIORITIES) {
            waiting.put(priority, new ArrayDeque<>());
        }
    }

    int size() {
        return size;
    }

    Optional<Request<M>> findSame(Request<M> request) {
        for (Deque<Request<M>> queue : waiting.values()) {
            for (Request<M> other : queue) {
                if (request.isSameAs(other)) {
                    return Optional.of(other);
                }
            }
        }
        return Optional.empty();
    }

    /** At the end of its priority. @return whether there was room */
    boolean add(Request<M> request) {
        if (size == limit && !makeRoomFor(request)) {
            return false;
        }
        waiting.get(request.priority()).addLast(request);
        size++;
        return true;
    }

    /** One that was begun goes first again. */
    void putBack(Request<M> request) {
        waiting.get(request.priority()).addFirst(request);
        size++;
    }

    private boolean makeRoomFor(Request<M> request) {
        for (int i = PRIORITIES.length - 1; i > request.priority().ordinal(); i--) {
            Request<M> least = waiting.get(PRIORITIES[i]).pollLast();
            if (least != null) {
                size--;
                least.fail(FieldFailure.QUEUE_FULL);
                return true;
            }
        }
        return false;
    }

    Optional<Request<M>> poll() {
        for (Deque<Request<M>> queue : waiting.values()) {
            if (!queue.isEmpty()) {
                size--;
                return Optional.of(queue.pollFirst());
            }
        }
        return Optional.empty();
    }

    boolean hasMoreUrgentThan(Priority priority) {
        for (int i = 0; i < priority.ordinal(); i++) {
            if (!waiting.get(PRIORITIES[i]).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    List<Request<M>> removeIf(Predicate<Request<M>> condition) {
        if (size == 0) {
            return List.of();
        }
        List<Request<M>> removed = new ArrayList<>();
        for (Deque<Request<M>> queue : waiting.values()) {
            for (Iterator<Request<M>> requests = queue.iterator(); requests.hasNext(); ) {
                Request<M> request = requests.next();
                if (condition.test(request)) {
                    requests.remove();
                    removed.add(request);
                }
            }
        }
        size -= removed.size();
        return removed;
    }
}
