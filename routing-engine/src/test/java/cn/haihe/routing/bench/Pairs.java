package cn.haihe.routing.bench;

import cn.haihe.routing.graph.CarProfile;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.shapes.GHPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Seeded pairs of points on streets that have a way between them. */
final class Pairs {
    private Pairs() {}

    static List<GHRequest> choose(BenchMap map, int count, long seed, Function<GHRequest, GHResponse> routes) {
        Random random = new Random(seed);
        List<GHRequest> pairs = new ArrayList<>();
        for (int tries = 0; pairs.size() < count; tries++) {
            if (tries > 20 * count) {
                throw new IllegalStateException("hardly any two points of this map have a way between them");
            }
            GHRequest pair = new GHRequest(point(map, random), point(map, random))
                    .setProfile(CarProfile.NAME)
                    .putHint(Parameters.Routing.INSTRUCTIONS, false);
            if (!routes.apply(pair).hasErrors()) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    static GHPoint point(BenchMap map, Random random) {
        var segments = map.city().segments();
        var middle = segments.get(random.nextInt(segments.size())).geometry().getCentroid();
        return new GHPoint(middle.getY(), middle.getX());
    }
}
