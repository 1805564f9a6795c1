package cn.haihe.routing.bench;

import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How long whole routes took: snap, search, unpack, geometry; no instructions. */
record RouteTimes(String name, double meanMs, double p50Ms, double p99Ms, double meanKm) {
    private static final int WARM_UP = 1_000;
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    static RouteTimes measure(String name, List<GHRequest> pairs, Function<GHRequest, GHResponse> routes) {
        long warmBy = System.nanoTime() + WARM_UP_NANOS;
        for (int i = 0; i < WARM_UP && System.nanoTime() < warmBy; i++) {
            routes.apply(pairs.get(i % pairs.size()));
        }
        long[] nanos = new long[pairs.size()];
        double metres = 0;
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            GHResponse response = routes.apply(pairs.get(i));
            nanos[i] = System.nanoTime() - start;
            if (response.hasErrors()) {
                throw new IllegalStateException(
                        "no way between points that had one",
                        response.getErrors().get(0));
            }
            metres += response.getBest().getDistance();
        }
        Arrays.sort(nanos);
        return new RouteTimes(
                name,
                Arrays.stream(nanos).average().orElseThrow() / 1e6,
                nanos[nanos.length / 2] / 1e6,
                nanos[(int) (nanos.length * 0.99)] / 1e6,
                metres / nanos.length / 1000);
    }

    static void printHead() {
        System.out.printf(Locale.ROOT, "%-44s %9s %9s %9s %9s%n", "", "mean ms", "p50 ms", "p99 ms", "mean km");
    }

    RouteTimes print() {
        System.out.printf(Locale.ROOT, "%-44s %9.3f %9.3f %9.3f %9.2f%n", name, meanMs, p50Ms, p99Ms, meanKm);
        return this;
    }
}
