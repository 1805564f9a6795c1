package cn.haihe.routing.matching;

import com.graphhopper.ResponsePath;
import java.util.List;

/**
 * The way that a trace was driven.
 *
 * @param path as GraphHopper tells a route; its time is that of empty roads
 * @param originalMetres from fix to fix
 * @param edgeKeys of the edges driven, as GraphHopper numbers them with their direction
 */
public record MatchedTrace(
        ResponsePath path, double matchedMetres, long matchedMillis, double originalMetres, List<Integer> edgeKeys) {
    public MatchedTrace {
        edgeKeys = List.copyOf(edgeKeys);
    }
}
