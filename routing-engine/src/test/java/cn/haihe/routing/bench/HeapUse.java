package cn.haihe.routing.bench;

import cn.haihe.routing.internal.LiveRouteGuide;
import com.graphhopper.GHRequest;
import java.util.List;
import java.util.Locale;

/** What the routing of a city keeps on the heap after a collection, its city included, with two pictures of the traffic. */
record HeapUse(double cityMib, double routingMib) {
    static HeapUse measure(BenchOptions options, java.nio.file.Path osmFile, java.nio.file.Path dataDir) {
        double before = usedMib();
        BenchMap map = BenchMap.open(osmFile, dataDir);
        // kept by the guide in any case; opened here to see what the city takes by itself
        double city = usedMib() - before;
        try (LiveRouteGuide guide = map.guide()) {
            for (int update = 0; update < 3; update++) {
                guide.useSpeeds(Traffic.rushHour(map.city(), options.seed() + update))
                        .toCompletableFuture()
                        .join();
            }
            List<GHRequest> pairs = Pairs.choose(map, options.pairs(), options.seed(), guide::routeAsGraphHopper);
            HeapUse use = new HeapUse(city, usedMib() - before);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d nodes, %d edges; after %d routes and 3 updates the city, its graph and its routing keep %.0f MiB"
                            + " of heap (city, graph and their match alone %.0f MiB)%n",
                    osmFile.getFileName(),
                    map.graph().base().getNodes(),
                    map.graph().base().getEdges(),
                    pairs.size(),
                    use.routingMib,
                    city);
            return use;
        }
    }

    private static double usedMib() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
    }
}
