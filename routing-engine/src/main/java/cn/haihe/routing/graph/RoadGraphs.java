package cn.haihe.routing.graph;

import com.graphhopper.GraphHopper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Opens road graphs. */
public final class RoadGraphs {
    private RoadGraphs() {}

    /**
     * Opens the graph of a map, from the cache where it has one for exactly this file.
     *
     * @param mapFile {@code .osm}, {@code .osm.gz} or {@code .osm.pbf}
     * @param dataDir where derived data is kept; created where missing
     * @throws RoadGraphException where the file can't be read or holds no road for cars
     */
    public static RoadGraph open(Path mapFile, Path dataDir) {
        if (!Files.isRegularFile(mapFile)) {
            throw new RoadGraphException("no map file at " + mapFile, null);
        }
        try {
            GraphFolder folder = GraphFolder.of(mapFile, dataDir);
            AtomicReference<GraphHopper> opened = new AtomicReference<>();
            folder.openOrCreate("graph", unsealed -> importMap(mapFile, unsealed), path -> load(mapFile, path, opened));
            return new RoadGraph(opened.get(), folder);
        } catch (IOException e) {
            throw new RoadGraphException("cannot read the map " + mapFile + ": " + e.getMessage(), e);
        }
    }

    private static void importMap(Path mapFile, Path folder) {
        GraphHopper hopper = configure(mapFile, folder);
        try {
            hopper.importOrLoad();
        } catch (RuntimeException e) {
            throw new RoadGraphException("cannot build a road graph from " + mapFile + ": " + reason(e), e);
        } finally {
            hopper.close();
        }
    }

    private static boolean load(Path mapFile, Path folder, AtomicReference<GraphHopper> opened) {
        GraphHopper hopper = configure(mapFile, folder).setAllowWrites(false);
        if (!hopper.load()) {
            return false;
        }
        opened.set(hopper);
        return true;
    }

    private static GraphHopper configure(Path mapFile, Path folder) {
        GraphHopper hopper = new GraphHopper();
        hopper.getReaderConfig().setPreferredLanguage("zh");
        hopper.setOSMFile(mapFile.toString());
        hopper.setGraphHopperLocation(folder.toString());
        hopper.setImportRegistry(new VehicleImports());
        hopper.setEncodedValuesString(VehicleProfiles.ENCODED_VALUES);
        hopper.setProfiles(VehicleProfiles.all());
        hopper.getReaderConfig().setMaxWayPointDistance(0);
        return hopper;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
