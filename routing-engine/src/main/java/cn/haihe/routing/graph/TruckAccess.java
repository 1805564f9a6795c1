package cn.haihe.routing.graph;

import com.graphhopper.reader.ReaderWay;
import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.EncodedValueLookup;
import com.graphhopper.routing.ev.Roundabout;
import com.graphhopper.routing.ev.SimpleBooleanEncodedValue;
import com.graphhopper.routing.util.TransportationMode;
import com.graphhopper.routing.util.WayAccess;
import com.graphhopper.routing.util.parsers.CarAccessParser;
import com.graphhopper.routing.util.parsers.OSMRoadAccessParser;
import com.graphhopper.routing.util.parsers.helpers.OSMValueExtractor;
import com.graphhopper.util.PMap;

/** Where lorries may drive, of whatever size: heights and weights stand in values of their own. */
final class TruckAccess extends CarAccessParser {
    static final String NAME = "truck_access";

    /** Above this a vehicle is a lorry in OpenStreetMap's sense of {@code hgv}. */
    private static final double LORRY_TONNES = 3.5;

    TruckAccess(EncodedValueLookup lookup, PMap properties) {
        super(
                lookup.getBooleanEncodedValue(NAME),
                lookup.getBooleanEncodedValue(Roundabout.KEY),
                properties,
                OSMRoadAccessParser.toOSMRestrictions(TransportationMode.HGV));
    }

    static BooleanEncodedValue createValue() {
        return new SimpleBooleanEncodedValue(NAME, true);
    }

    @Override
    public WayAccess getAccess(ReaderWay way) {
        return isClosedAboveLorryWeight(way.getTag("hgv:conditional", "")) ? WayAccess.CAN_SKIP : super.getAccess(way);
    }

    private static boolean isClosedAboveLorryWeight(String condition) {
        // NaN where the condition is none of weight
        return condition.startsWith("no") && OSMValueExtractor.conditionalWeightToTons(condition) <= LORRY_TONNES;
    }
}
