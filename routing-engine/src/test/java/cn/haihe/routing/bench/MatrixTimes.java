package cn.haihe.routing.bench;

import cn.haihe.map.geo.LonLat;
import cn.haihe.routing.MatrixAnswer;
import cn.haihe.routing.MatrixRequest;
import cn.haihe.routing.RouteGuide;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** How long the times from many places to many others take, by what the guide answers: snapping included, one thread. */
record MatrixTimes(double timesSeconds, double distancesSeconds) {
    private static final int PLACES = 1_000;
    private static final int WARM_UP_PLACES = 200;
    private static final long SEARCH_MILLIS_MAX = 300_000;

    static MatrixTimes measure(BenchMap map, RouteGuide guide, long seed) {
        Random random = new Random(seed);
        List<LonLat> from = places(map, random);
        List<LonLat> to = places(map, random);
        seconds(guide, from.subList(0, WARM_UP_PLACES), to.subList(0, WARM_UP_PLACES), false);
        return new MatrixTimes(seconds(guide, from, to, false), seconds(guide, from, to, true));
    }

    private static List<LonLat> places(BenchMap map, Random random) {
        return Stream.generate(() -> Pairs.point(map, random))
                .limit(PLACES)
                .map(point -> new LonLat(point.lon, point.lat))
                .toList();
    }

    private static double seconds(RouteGuide guide, List<LonLat> from, List<LonLat> to, boolean withDistances) {
        MatrixRequest request = new MatrixRequest(from, to, withDistances, SEARCH_MILLIS_MAX);
        long start = System.nanoTime();
        MatrixAnswer answer = guide.matrix(request);
        if (!(answer instanceof MatrixAnswer.Found)) {
            throw new IllegalStateException("no matrix: " + answer);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    MatrixTimes print() {
        System.out.printf(
                Locale.ROOT,
                "a matrix of %d by %d places, one thread: %.2f s for times, %.2f s with distances%n",
                PLACES,
                PLACES,
                timesSeconds,
                distancesSeconds);
        return this;
    }
}
