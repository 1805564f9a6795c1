package cn.haihe.map.city;

import cn.haihe.map.geo.LonLat;
import java.util.List;

/**
 * A junction (路口) with signals: the signal nodes of one crossing as one place.
 *
 * @param id stable name for the outside, {@code j<node>} by its lowest signal node
 * @param names as Tianjin says it: A路与B道交口
 * @param signalNodes OSM nodes with signals that belong to it, ascending
 * @param approaches ordered by number
 * @param movements ordered by number
 */
public record Junction(
        String id,
        Names names,
        LonLat position,
        List<Long> signalNodes,
        List<Approach> approaches,
        List<Movement> movements) {
    public Junction {
        signalNodes = List.copyOf(signalNodes);
        approaches = List.copyOf(approaches);
        movements = List.copyOf(movements);
    }
}
