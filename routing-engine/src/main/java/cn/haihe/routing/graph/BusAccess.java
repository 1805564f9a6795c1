package cn.haihe.routing.graph;

import com.graphhopper.reader.ReaderWay;
import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.EncodedValueLookup;
import com.graphhopper.routing.ev.Roundabout;
import com.graphhopper.routing.util.TransportationMode;
import com.graphhopper.routing.util.parsers.CarAccessParser;
import com.graphhopper.routing.util.parsers.OSMRoadAccessParser;
import com.graphhopper.util.PMap;
import java.util.List;
import java.util.Set;

/**
 * Where buses may drive: OpenStreetMap's {@code bus} and {@code psv} go before what holds for motor vehicles; bus
 * streets, bus gates, and bus lanes against a one-way street.
 */
final class BusAccess extends CarAccessParser {
    static final String NAME = "bus_access";

    private static final List<String> LANES_AGAINST = List.of("busway", "busway:left", "busway:right");

    BusAccess(EncodedValueLookup lookup, PMap properties) {
        super(
                lookup.getBooleanEncodedValue(NAME),
                lookup.getBooleanEncodedValue(Roundabout.KEY),
                properties,
                OSMRoadAccessParser.toOSMRestrictions(TransportationMode.BUS));
        highwayValues.add("busway");
        barriers.removeAll(Set.of("bus_trap", "sump_buster"));
    }

    static BooleanEncodedValue createValue() {
        return com.graphhopper.routing.ev.BusAccess.create();
    }

    @Override
    protected boolean isOneway(ReaderWay way) {
        return super.isOneway(way)
                && !way.hasTag("oneway:bus", "no")
                && !way.hasTag("oneway:psv", "no")
                && !way.hasTag(LANES_AGAINST, Set.of("opposite_lane", "opposite"));
    }
}
