package cn.haihe.routing.bench;

import cn.haihe.routing.graph.CarProfile;
import cn.haihe.routing.graph.RoadGraph;
import cn.haihe.routing.live.FreeFlow;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.LiveWeighting;
import cn.haihe.routing.live.SegmentMatch;
import com.graphhopper.routing.lm.LMConfig;
import com.graphhopper.routing.lm.LandmarkStorage;
import com.graphhopper.routing.lm.PrepareLandmarks;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.storage.DAType;
import com.graphhopper.storage.GHDirectory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;

/**
 * Landmarks for free flow, kept in the cache of the map. They give lower bounds on the time of any way as long as no
 * edge is ever faster than free flow, which {@link LiveSpeeds} guarantees.
 */
final class Landmarks {
    private static final int COUNT = 16;

    private Landmarks() {}

    static LandmarkStorage open(RoadGraph graph, FreeFlow freeFlow, SegmentMatch match) {
        LiveWeighting weighting =
                new LiveWeighting(LiveSpeeds.unknown(freeFlow, match), TurnCostProvider.NO_TURN_COST_PROVIDER, 0);
        AtomicReference<LandmarkStorage> opened = new AtomicReference<>();
        graph.folder()
                .openOrCreate(
                        "landmarks-" + fingerprint(freeFlow),
                        folder -> prepare(graph, weighting, folder),
                        folder -> load(graph, weighting, folder, opened));
        return opened.get();
    }

    /** Two networks with the same speeds have the same fingerprint. */
    private static String fingerprint(FreeFlow freeFlow) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * freeFlow.edgeKeyCount());
        for (int key = 0; key < freeFlow.edgeKeyCount(); key++) {
            bytes.putFloat(freeFlow.kmh(key));
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes.flip());
        return Long.toHexString(sum.getValue());
    }

    private static void prepare(RoadGraph graph, LiveWeighting weighting, Path folder) {
        GHDirectory directory = directory(folder);
        PrepareLandmarks preparation = preparation(graph, weighting, directory);
        preparation.doWork();
        preparation.getLandmarkStorage().close();
        directory.close();
    }

    private static boolean load(
            RoadGraph graph, LiveWeighting weighting, Path folder, AtomicReference<LandmarkStorage> opened) {
        PrepareLandmarks preparation = preparation(graph, weighting, directory(folder));
        if (!preparation.loadExisting()) {
            return false;
        }
        opened.set(preparation.getLandmarkStorage());
        return true;
    }

    private static PrepareLandmarks preparation(RoadGraph graph, LiveWeighting weighting, GHDirectory directory) {
        return new PrepareLandmarks(
                directory, graph.base(), graph.values(), new LMConfig(CarProfile.NAME, weighting), COUNT);
    }

    private static GHDirectory directory(Path folder) {
        GHDirectory directory = new GHDirectory(folder.toString(), DAType.RAM_STORE);
        directory.create();
        return directory;
    }
}
