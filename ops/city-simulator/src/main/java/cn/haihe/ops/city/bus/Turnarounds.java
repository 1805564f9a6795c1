package cn.haihe.ops.city.bus;

import cn.haihe.ops.city.network.BusLine;
import cn.haihe.ops.city.network.Polyline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which line a bus drives after it has come to the end of one: the way back of its route, if the map has one. */
public final class Turnarounds implements NextLine {
    private final Map<String, List<BusLine>> byRef = new HashMap<>();

    public Turnarounds(List<BusLine> lines) {
        for (BusLine line : lines) {
            byRef.merge(line.ref(), List.of(line), (a, b) -> {
                List<BusLine> both = new ArrayList<>(a);
                both.addAll(b);
                return both;
            });
        }
    }

    /** The line of the same route that begins nearest to this one's end; perhaps the line itself. */
    @Override
    public BusLine after(BusLine line) {
        BusLine best = line;
        for (BusLine other : byRef.get(line.ref())) {
            if (gapMetres(line, other) < gapMetres(line, best)) {
                best = other;
            }
        }
        return best;
    }

    /** How far it is from the end of one line to the beginning of another. */
    public static double gapMetres(BusLine line, BusLine next) {
        int end = line.path().points() - 1;
        return Polyline.metres(
                line.path().lon(end),
                line.path().lat(end),
                next.path().lon(0),
                next.path().lat(0));
    }
}
