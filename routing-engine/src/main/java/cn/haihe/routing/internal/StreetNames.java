package cn.haihe.routing.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Names;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.live.SegmentMatch;
import com.graphhopper.ResponsePath;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.util.Instruction;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Both names of a street by the one that GraphHopper kept of it. */
final class StreetNames {
    private final Map<String, Names> byKeptName = new HashMap<>();

    StreetNames(RoadGraph graph, City city, SegmentMatch match) {
        AllEdgesIterator edges = graph.base().getAllEdges();
        while (edges.next()) {
            for (int key = 2 * edges.getEdge(); key <= 2 * edges.getEdge() + 1; key++) {
                if (match.isMatched(key)) {
                    Names names = city.segments().get(match.getSegment(key)).names();
                    if (!names.isEmpty()) {
                        byKeptName.putIfAbsent(edges.getName(), names);
                    }
                }
            }
        }
    }

    /** In the instructions of a way. */
    void name(ResponsePath path, GuideLanguage language) {
        for (Instruction instruction : path.getInstructions()) {
            instruction.setName(in(language, instruction.getName()));
        }
    }

    String in(GuideLanguage language, String keptName) {
        Names names = byKeptName.get(keptName);
        return names == null ? keptName : names.in(language.name().toLowerCase(Locale.ROOT));
    }
}
