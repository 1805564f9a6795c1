package cn.haihe.routing.internal;

import cn.haihe.routing.area.AreaEdges;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.rule.PlateRules;
import com.graphhopper.routing.util.AllEdgesIterator;
import java.util.BitSet;

/** Plate rules laid on a graph: which edges are inside their area, and which are its ring. */
record PlateAreas(PlateRules rules, BitSet areaEdges, BitSet ringEdges) {
    static PlateAreas of(RoadGraph graph, PlateRules rules) {
        var area = rules.table().area();
        BitSet ring = new BitSet();
        AllEdgesIterator edges = graph.base().getAllEdges();
        while (!area.ringRoads().isEmpty() && edges.next()) {
            if (area.ringRoads().contains(edges.getName())) {
                ring.set(edges.getEdge());
            }
        }
        BitSet inside = new AreaEdges(graph).inside(area.polygons());
        inside.andNot(ring);
        return new PlateAreas(rules, inside, ring);
    }
}
