package cn.haihe.map.osm.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins the ways of a route in their order to one path. Each way is turned so that it begins where the one before it
 * ends; a closed way, a roundabout, is entered and left where its neighbours touch it, along its drawing.
 */
final class PathJoiner {
    private final List<long[]> ways;
    private final List<Long> path = new ArrayList<>();
    private int gaps;

    PathJoiner(List<long[]> ways) {
        this.ways = ways;
    }

    List<Long> join() {
        for (int i = 0; i < ways.size(); i++) {
            long[] next = i + 1 < ways.size() ? ways.get(i + 1) : new long[0];
            append(part(ways.get(i), next));
        }
        return path;
    }

    /** How many times two ways in a row did not meet. */
    int gaps() {
        return gaps;
    }

    private long[] part(long[] way, long[] next) {
        boolean closed = way[0] == way[way.length - 1] && way.length >= 4;
        if (closed) {
            return aroundFrom(way, path.isEmpty() ? way[0] : last(), next);
        }
        boolean forward;
        if (!path.isEmpty() && last() == way[0]) {
            forward = true;
        } else if (!path.isEmpty() && last() == way[way.length - 1]) {
            forward = false;
        } else {
            forward = indexOf(next, way[way.length - 1]) >= 0 || indexOf(next, way[0]) < 0;
        }
        return forward ? way : Areas.reversed(way);
    }

    private static long[] aroundFrom(long[] ring, long entry, long[] next) {
        int distinct = ring.length - 1;
        int start = Math.max(0, indexOf(ring, entry));
        List<Long> part = new ArrayList<>();
        for (int i = 0; i <= distinct; i++) {
            long node = ring[(start + i) % distinct];
            part.add(node);
            boolean exit = next.length > 0 && (node == next[0] || node == next[next.length - 1]);
            if (i > 0 && exit) {
                break;
            }
        }
        return part.stream().mapToLong(Long::longValue).toArray();
    }

    private void append(long[] part) {
        if (!path.isEmpty() && last() != part[0]) {
            gaps++;
        }
        for (long node : part) {
            if (path.isEmpty() || last() != node) {
                path.add(node);
            }
        }
    }

    private long last() {
        return path.get(path.size() - 1);
    }

    private static int indexOf(long[] nodes, long node) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == node) {
                return i;
            }
        }
        return -1;
    }
}
