package cn.haihe.routing.graph;

import com.graphhopper.reader.ReaderNode;
import com.graphhopper.reader.ReaderWay;
import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.EncodedValueLookup;
import com.graphhopper.routing.ev.Roundabout;
import com.graphhopper.routing.ev.SimpleBooleanEncodedValue;
import com.graphhopper.routing.util.TransportationMode;
import com.graphhopper.routing.util.WayAccess;
import com.graphhopper.routing.util.parsers.CarAccessParser;
import com.graphhopper.routing.util.parsers.OSMRoadAccessParser;
import com.graphhopper.util.PMap;
import java.util.List;
import java.util.Set;

/**
 * Where police, fire engines and ambulances on duty may drive: wherever a car may, and on roads whose ban is one of
 * law and not of stone: private, for destinations or residents only, bus streets, pedestrian streets, emergency
 * accesses. One-way streets bind them in their direction: who drives against one meets what drives with it.
 */
final class EmergencyAccess extends CarAccessParser {
    static final String NAME = "emergency_access";

    private static final String KEY = "emergency";
    private static final List<String> CAR_KEYS = OSMRoadAccessParser.toOSMRestrictions(TransportationMode.CAR);
    private static final Set<String> FOR_THEM = Set.of("yes", "designated", "official");
    private static final Set<String> WIDE_ENOUGH_WHERE_SIGNED = Set.of("footway", "path", "cycleway", "track");
    private static final Set<String> NOT_EVEN_FOR_THEM = Set.of("military");

    EmergencyAccess(EncodedValueLookup lookup, PMap properties) {
        super(lookup.getBooleanEncodedValue(NAME), lookup.getBooleanEncodedValue(Roundabout.KEY), properties, CAR_KEYS);
        highwayValues.add("busway");
    }

    static BooleanEncodedValue createValue() {
        return new SimpleBooleanEncodedValue(NAME, true);
    }

    @Override
    public WayAccess getAccess(ReaderWay way) {
        if (way.hasTag(KEY, "no")) {
            return WayAccess.CAN_SKIP;
        }
        WayAccess asCar = super.getAccess(way);
        String highway = way.getTag("highway");
        if (!asCar.canSkip() || highway == null) {
            return asCar;
        }
        boolean isImpassable = way.hasTag("impassable", "yes") || way.hasTag("status", "impassable");
        if (isImpassable || way.hasTag(CAR_KEYS, NOT_EVEN_FOR_THEM)) {
            return WayAccess.CAN_SKIP;
        }
        boolean isSigned = way.hasTag(KEY, FOR_THEM) && WIDE_ENOUGH_WHERE_SIGNED.contains(highway);
        boolean isRoughTrack =
                highway.equals("track") && !trackTypeValues.contains(way.<String>getTag("tracktype", null));
        return isSigned || highwayValues.contains(highway) && !isRoughTrack ? WayAccess.WAY : WayAccess.CAN_SKIP;
    }

    /** A gate that is only for residents opens for them; a locked one and a bollard do not, unless they are for them. */
    @Override
    public boolean isBarrier(ReaderNode node) {
        if (node.hasTag(KEY, FOR_THEM)) {
            return false;
        }
        return node.hasTag(KEY, "no")
                || node.hasTag("locked", "yes")
                || node.hasTag("barrier", barriers) && super.isBarrier(node);
    }
}
