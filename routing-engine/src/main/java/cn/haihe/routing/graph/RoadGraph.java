package cn.haihe.routing.graph;

import com.graphhopper.GraphHopper;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.IntEncodedValue;
import com.graphhopper.routing.ev.OSMWayID;
import com.graphhopper.routing.ev.TurnRestriction;
import com.graphhopper.routing.ev.VehicleAccess;
import com.graphhopper.routing.ev.VehicleSpeed;
import com.graphhopper.routing.util.EncodingManager;
import com.graphhopper.routing.weighting.DefaultTurnCostProvider;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.index.LocationIndex;
import com.graphhopper.util.EdgeIteratorState;
import com.graphhopper.util.TranslationMap;

/**
 * The roads that a car may use, as a GraphHopper graph with turn restrictions, imported once for a map file and then
 * read from its cache. It knows no traffic. Immutable after opening; any thread may read it.
 *
 * <p>Every OSM node of a way stays in the geometry (no simplification), so that edges can be matched with the segments
 * of the city by position.
 */
public final class RoadGraph implements AutoCloseable {
    private final GraphHopper hopper;
    private final GraphFolder folder;
    private final IntEncodedValue wayId;
    private final DecimalEncodedValue legalSpeed;
    private final BooleanEncodedValue access;

    RoadGraph(GraphHopper hopper, GraphFolder folder) {
        this.hopper = hopper;
        this.folder = folder;
        EncodingManager values = hopper.getEncodingManager();
        wayId = values.getIntEncodedValue(OSMWayID.KEY);
        legalSpeed = values.getDecimalEncodedValue(VehicleSpeed.key(CarProfile.NAME));
        access = values.getBooleanEncodedValue(VehicleAccess.key(CarProfile.NAME));
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
        return hopper.getProfile(CarProfile.NAME);
    }

    /** When OpenStreetMap's data was taken, as the file says it, or empty. */
    public String dataDate() {
        String date = hopper.getProperties().get("datareader.data.date");
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
        return reverse ? edge.getReverse(access) : edge.get(access);
    }

    /** The speed in km/h that GraphHopper gives a car on this edge by class and limit; 0 where it may not drive. */
    public double classSpeedKmh(EdgeIteratorState edge, boolean reverse) {
        return reverse ? edge.getReverse(legalSpeed) : edge.get(legalSpeed);
    }

    /** Turn restrictions of the map, and the time that a U-turn takes. */
    public TurnCostProvider turnCosts() {
        return new DefaultTurnCostProvider(
                values().getTurnBooleanEncodedValue(TurnRestriction.key(CarProfile.NAME)),
                base(),
                profile().getTurnCostsConfig(),
                null);
    }

    @Override
    public void close() {
        hopper.close();
    }
}
