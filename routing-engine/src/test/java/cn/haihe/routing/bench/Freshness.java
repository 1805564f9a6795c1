package cn.haihe.routing.bench;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.GuideLanguage;
import cn.haihe.routing.RouteAnswer;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteRequest;
import com.graphhopper.GHRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long after new speeds of every segment were handed in the first route uses them. */
record Freshness(double medianMs, double worstMs) {
    private static final int ROUNDS = 25;

    static Freshness measure(BenchMap map, RouteGuide guide, List<GHRequest> pairs, long seed) {
        double[] millis = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            var speeds = Traffic.rushHour(map.city(), seed + round);
            long start = System.nanoTime();
            guide.useSpeeds(speeds);
            while (!isOf(speeds.asOf(), guide, pairs.get(round % pairs.size()))) {
                Thread.onSpinWait();
            }
            millis[round] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return new Freshness(millis[ROUNDS / 2], millis[ROUNDS - 1]);
    }

    private static boolean isOf(Instant asOf, RouteGuide guide, GHRequest pair) {
        List<LonLat> points =
                pair.getPoints().stream().map(p -> new LonLat(p.lon, p.lat)).toList();
        return guide.route(RouteRequest.of(points, GuideLanguage.EN)) instanceof RouteAnswer.Found found
                && found.traffic().isPresent()
                && found.traffic().get().asOf().equals(asOf);
    }

    Freshness print() {
        System.out.printf(
                Locale.ROOT,
                "from speeds of all segments handed in to a route that uses them: median %.0f ms, worst of %d %.0f ms%n",
                medianMs,
                ROUNDS,
                worstMs);
        return this;
    }
}
