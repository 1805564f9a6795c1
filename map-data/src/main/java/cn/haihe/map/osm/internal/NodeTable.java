package cn.haihe.map.osm.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;

/** Where each node lies: 24 bytes a node, for files with millions of them. Filled first, then read. */
public final class NodeTable {
    private long[] ids = new long[1024];
    private double[] lons = new double[1024];
    private double[] lats = new double[1024];
    private int size;
    private boolean sorted = true;

    void add(long id, double lon, double lat) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            lons = Arrays.copyOf(lons, size * 2);
            lats = Arrays.copyOf(lats, size * 2);
        }
        sorted &= size == 0 || ids[size - 1] < id;
        ids[size] = id;
        lons[size] = lon;
        lats[size] = lat;
        size++;
    }

    /**
     * To be called once, after the last node.
     *
     * @return how many nodes were there more than once; the last one of each is kept
     */
    int seal() {
        if (sorted) {
            return 0;
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> ids[a] != ids[b] ? Long.compare(ids[a], ids[b]) : Integer.compare(a, b))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] oldIds = ids;
        double[] oldLons = lons;
        double[] oldLats = lats;
        int total = size;
        ids = new long[total];
        lons = new double[total];
        lats = new double[total];
        size = 0;
        for (int i = 0; i < total; i++) {
            int from = order[i];
            if (i + 1 < total && oldIds[order[i + 1]] == oldIds[from]) {
                continue;
            }
            ids[size] = oldIds[from];
            lons[size] = oldLons[from];
            lats[size] = oldLats[from];
            size++;
        }
        sorted = true;
        return total - size;
    }

    public int size() {
        return size;
    }

    boolean contains(long id) {
        return at(id) >= 0;
    }

    /** @throws IllegalArgumentException where the file has no such node */
    Coordinate get(long id) {
        int at = at(id);
        if (at < 0) {
            throw new IllegalArgumentException("no node " + id);
        }
        return new Coordinate(lons[at], lats[at]);
    }

    private int at(long id) {
        return Arrays.binarySearch(ids, 0, size, id);
    }
}
