package cn.haihe.routing.graph;

import cn.haihe.routing.vehicle.TruckSize;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.EdgeIntAccess;
import com.graphhopper.routing.ev.EnumEncodedValue;
import com.graphhopper.routing.ev.MaxHeight;
import com.graphhopper.routing.ev.MaxSpeed;
import com.graphhopper.routing.ev.MaxWeight;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.routing.ev.Roundabout;
import com.graphhopper.routing.ev.TurnRestriction;
import com.graphhopper.routing.ev.VehicleAccess;
import com.graphhopper.routing.ev.VehicleSpeed;
import com.graphhopper.routing.util.EncodingManager;
import com.graphhopper.routing.weighting.DefaultTurnCostProvider;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.util.EdgeIteratorState;

/**
 * What one kind of vehicle may do in a road graph, and how fast it is on empty roads. An edge key is twice the number
 * of an edge, plus one against its storage. Immutable; any thread may read it.
 */
public final class VehicleRoads {
    static final int PUSHED_BIKE_KMH = 6;

    private static final int BUS_STREET_KMH = 40;
    private static final int WALKING_STREET_KMH = 10;
    /** Of a decimal fraction in binary. */
    private static final double ROUNDING = 1e-6;

    private final VehicleKind kind;
    private final Profile profile;
    private final BaseGraph graph;
    private final EdgeIntAccess edges;
    private final BooleanEncodedValue access;
    private final BooleanEncodedValue carAccess;
    private final BooleanEncodedValue roundabout;
    private final DecimalEncodedValue speed;
    private final DecimalEncodedValue posted;
    private final EnumEncodedValue<RoadClass> roadClass;
    private final BooleanEncodedValue turnBan;
    private final DecimalEncodedValue heightMax;
    private final DecimalEncodedValue weightMax;

    VehicleRoads(VehicleKind kind, Profile profile, BaseGraph graph, EncodingManager values) {
        this.kind = kind;
        this.profile = profile;
        this.graph = graph;
        edges = graph.getEdgeAccess();
        String name = VehicleProfiles.nameOf(kind);
        access = values.getBooleanEncodedValue(VehicleAccess.key(name));
        carAccess = values.getBooleanEncodedValue(VehicleAccess.key("car"));
        roundabout = values.getBooleanEncodedValue(Roundabout.KEY);
        speed = values.getDecimalEncodedValue(VehicleSpeed.key(kind.isMotor() ? "car" : name));
        posted = values.getDecimalEncodedValue(MaxSpeed.KEY);
        roadClass = values.getEnumEncodedValue(RoadClass.KEY, RoadClass.class);
        heightMax = values.getDecimalEncodedValue(MaxHeight.KEY);
        weightMax = values.getDecimalEncodedValue(MaxWeight.KEY);
        turnBan = bindsByTurnBans(kind) ? values.getTurnBooleanEncodedValue(TurnRestriction.key(name)) : null;
    }

    /** What a U-turn takes; without it no way would lead out of a dead end. */
    static int uTurnSeconds(VehicleKind kind) {
        return switch (kind) {
            case CAR, EMERGENCY -> 60;
            case BUS, TRUCK -> 120;
            case FOOT, BIKE -> 0;
        };
    }

    public VehicleKind kind() {
        return kind;
    }

    /** By this name GraphHopper knows the kind, and by its subnetwork it knows the kind's islands. */
    public Profile profile() {
        return profile;
    }

    public boolean isOpen(int edgeKey) {
        boolean reverse = (edgeKey & 1) == 1;
        int edge = edgeKey >> 1;
        return access.getBool(reverse, edge, edges)
                || kind == VehicleKind.BIKE
                        && access.getBool(!reverse, edge, edges)
                        && !roundabout.getBool(false, edge, edges);
    }

    public boolean isOpen(EdgeIteratorState edge, boolean reverse) {
        return isOpen(EdgeKeys.keyOf(edge, reverse, graph.getEdges()));
    }

    /**
     * The speed in km/h on an empty road by class and posted limit, never above {@link #speedMaxKmh}; 0 where the
     * vehicle may not be.
     */
    public double classSpeedKmh(int edgeKey) {
        if (!isOpen(edgeKey)) {
            return 0;
        }
        boolean reverse = (edgeKey & 1) == 1;
        int edge = edgeKey >> 1;
        double kmh = speed.getDecimal(reverse, edge, edges);
        if (kind == VehicleKind.BIKE && !access.getBool(reverse, edge, edges)) {
            kmh = Math.min(kmh, PUSHED_BIKE_KMH);
        }
        if (kind.isMotor() && !carAccess.getBool(reverse, edge, edges)) {
            kmh = speedWhereNoCarsAre(edge, reverse, kmh);
        }
        return Math.min(kmh, speedMaxKmh());
    }

    public double classSpeedKmh(EdgeIteratorState edge, boolean reverse) {
        return classSpeedKmh(EdgeKeys.keyOf(edge, reverse, graph.getEdges()));
    }

    /**
     * What no vehicle of this kind exceeds on any road, in km/h: the speed limiters of GB 7258 for buses and heavy
     * lorries; infinite for cars, which only the road limits.
     */
    public double speedMaxKmh() {
        return switch (kind) {
            case CAR, EMERGENCY -> Double.POSITIVE_INFINITY;
            case BUS -> 100;
            case TRUCK -> 80;
            case FOOT -> 6;
            case BIKE -> 30;
        };
    }

    /** Whether the posted limits of height and weight let such a lorry pass; where none is posted, any may. */
    public boolean admits(int edgeKey, TruckSize size) {
        int edge = edgeKey >> 1;
        return size.heightMetres() - ROUNDING <= heightMax.getDecimal(false, edge, edges)
                && size.weightTonnes() - ROUNDING <= weightMax.getDecimal(false, edge, edges);
    }

    /** Whether it may go from one edge to another; a turn back into the same edge is one, too. */
    public boolean isTurnAllowed(int inEdge, int viaNode, int outEdge) {
        return inEdge == outEdge
                || turnBan == null
                || !graph.getTurnCostStorage().get(turnBan, inEdge, viaNode, outEdge);
    }

    /** What a turn back into the same edge takes. */
    public int uTurnSeconds() {
        return uTurnSeconds(kind);
    }

    /** {@link #isTurnAllowed} and {@link #uTurnSeconds} as GraphHopper's searches ask for them. */
    public TurnCostProvider turnCosts() {
        return profile.hasTurnCosts()
                ? new DefaultTurnCostProvider(turnBan, graph, profile.getTurnCostsConfig(), null)
                : TurnCostProvider.NO_TURN_COST_PROVIDER;
    }

    /** Where a ban of cars says nothing of the road, GraphHopper's speed for cars does not either. */
    private double speedWhereNoCarsAre(int edge, boolean reverse, double carKmh) {
        boolean isPosted = posted.getDecimal(reverse, edge, edges) != MaxSpeed.MAXSPEED_MISSING;
        return switch (roadClass.getEnum(reverse, edge, edges)) {
            case BUSWAY -> isPosted ? carKmh : BUS_STREET_KMH;
            case PEDESTRIAN, FOOTWAY, PATH, CYCLEWAY -> WALKING_STREET_KMH;
            default -> carKmh;
        };
    }

    private static boolean bindsByTurnBans(VehicleKind kind) {
        return switch (kind) {
            case CAR, BUS, TRUCK -> true;
            case EMERGENCY, FOOT, BIKE -> false;
        };
    }
}
