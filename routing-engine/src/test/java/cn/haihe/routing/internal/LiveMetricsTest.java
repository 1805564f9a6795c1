package cn.haihe.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.routing.GridTown;
import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.graph.RoadGraphs;
import cn.haihe.routing.hierarchy.Hierarchy;
import cn.haihe.routing.journey.Kinds;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.live.LiveCosts;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.SegmentMatch;
import cn.haihe.routing.vehicle.VehicleKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever brings a picture of the traffic hears of it, however many come and whatever happens. */
class LiveMetricsTest {
    @TempDir
    Path folder;

    private RoadGraph graph;
    private LiveSpeeds speeds;
    private LiveMetrics metrics;

    @BeforeEach
    void open() {
        GridTown town = GridTown.plain(folder, 40);
        graph = RoadGraphs.open(town.osmFile(), folder.resolve("data"));
        SegmentMatch match = SegmentMatch.of(graph, town.city());
        FreeFlow freeFlow = FreeFlow.of(graph, town.city(), match);
        RoadArcs arcs = RoadArcs.of(graph);
        Hierarchy hierarchy = Hierarchy.of(arcs.turns(), ArcOrder.open(graph, arcs));
        speeds = LiveSpeeds.unknown(freeFlow, match);
        LiveCosts costs = new LiveCosts(
                arcs, new Kinds(graph, arcs, freeFlow).of(VehicleKind.CAR).turnMillis());
        metrics = new LiveMetrics(hierarchy, costs, speeds, 1);
    }

    @AfterEach
    void close() {
        metrics.close();
        graph.close();
    }

    @Test
    void aFloodOfPicturesLeavesNobodyWaiting() throws Exception {
        int count = 300_000;
        List<CompletableFuture<Void>> used = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            used.add(metrics.use(speeds).toCompletableFuture());
        }

        CompletableFuture.allOf(used.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        assertThat(metrics.customisedCount() + metrics.skippedCount()).isEqualTo(count);
    }

    @Test
    void whoStillWaitsAtTheEndIsToldSo() {
        List<CompletableFuture<Void>> used = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            used.add(metrics.use(speeds).toCompletableFuture());
        }

        metrics.close();
        used.add(metrics.use(speeds).toCompletableFuture());
        used.add(metrics.use(speeds).toCompletableFuture());

        assertThat(used).allMatch(CompletableFuture::isDone);
    }
}
