package cn.haihe.routing.graph;

import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.GraphHopper;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.ev.IntEncodedValue;
import com.graphhopper.routing.ev.OSMWayID;
import com.graphhopper.routing.util.EncodingManager;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.index.LocationIndex;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.PMap;
import com.graphhopper.util.TranslationMap;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The roads and paths of a map as a GraphHopper graph with turn restrictions, imported once for a map file and then
 * read from its cache. {@link #roadsFor} says which of them a kind of vehicle may use. It knows no traffic. Immutable after opening; any thread may read it.
 *
 * <p>Every OSM node of a way stays in the geometry (no simplification), so that edges can be matched with the segments
 * of the city by position.
 */
public final class RoadGraph implements AutoCloseable {
    private final GraphHopper hopper;
    private final GraphFolder folder;
    private final IntEncodedValue wayId;
    private final Map<VehicleKind, VehicleRoads> roads = new EnumMap<>(VehicleKind.class);
    private final VehicleRoads carRoads;

    RoadGraph(GraphHopper hopper, GraphFolder folder) {
        this.hopper = hopper;
        this.folder = folder;
        EncodingManager values = hopper.getEncodingManager();
        wayId = values.getIntEncodedValue(OSMWayID.KEY);
        for (VehicleKind kind : VehicleKind.values()) {
            Profile profile = hopper.getProfile(VehicleProfiles.nameOf(kind));
            roads.put(kind, new VehicleRoads(kind, profile, hopper.getBaseGraph(), values));
        }
        carRoads = roads.get(VehicleKind.CAR);
    }

    public BaseGraph base() {
        return hopper.getBaseGraph();
    }

    public EncodingManager values() {
        return hopper.getEncodingManager();
    }

    public LocationIndex locations() {
        return hopper.getLocationIndex();
    }

    public TranslationMap translations() {
        return hopper.getTranslationMap();
    }

    public Profile profile() {
        return carRoads.profile();
    }

    /** One for each kind of vehicle, by name. */
    public Map<String, Profile> profiles() {
        return roads.values().stream()
                .map(VehicleRoads::profile)
                .collect(Collectors.toUnmodifiableMap(Profile::getName, Function.identity()));
    }

    /** What a kind of vehicle may do here. */
    public VehicleRoads roadsFor(VehicleKind kind) {
        return roads.get(kind);
    }

    /** What GraphHopper itself reckons for a kind of vehicle, without any traffic. */
    public Weighting weightingOf(VehicleKind kind) {
        return hopper.createWeighting(roads.get(kind).profile(), new PMap());
    }

    /** When OpenStreetMap's data was taken, as the file says it, or empty. */
    public String dataDate() {
        String date = hopper.getProperties().get("datareader.data.date");
        return date == null ? "" : date;
    }

    /** When the graph was made of the file, or empty. */
    public String importDate() {
        String date = hopper.getProperties().get("datareader.import.date");
        return date == null ? "" : date;
    }

    /** The cache of what was derived from this map. */
    public GraphFolder folder() {
        return folder;
    }

    public long wayIdOf(EdgeIteratorState edge) {
        return edge.get(wayId);
    }

    public boolean isOpenToCars(EdgeIteratorState edge, boolean reverse) {
        return carRoads.isOpen(edge, reverse);
    }

    /** The speed in km/h that GraphHopper gives a car on this edge by class and limit; 0 where it may not drive. */
    public double classSpeedKmh(EdgeIteratorState edge, boolean reverse) {
        return carRoads.classSpeedKmh(edge, reverse);
    }

    /** Turn restrictions of the map for cars, and the time that a U-turn takes. */
    public TurnCostProvider turnCosts() {
        return carRoads.turnCosts();
    }

    @Override
    public void close() {
        hopper.close();
    }
}
