package cn.haihe.ops.city.network;

import java.util.List;

/**
 * One direction of a bus route with what a driver knows of it.
 *
 * @param stopsAlongMetres where it stops on the path, ascending
 * @param roads numbers of the roads under the path's edges, -1 where the map does not say
 */
public record BusLine(String id, String ref, Polyline path, List<Double> stopsAlongMetres, int[] roads) {
    public BusLine {
        stopsAlongMetres = List.copyOf(stopsAlongMetres);
    }

    public int roadAt(double metres) {
        return roads[path.edgeAt(metres)];
    }
}
