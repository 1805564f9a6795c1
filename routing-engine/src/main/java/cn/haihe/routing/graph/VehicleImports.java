package cn.haihe.routing.graph;

import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValueImpl;
import com.graphhopper.routing.ev.DefaultImportRegistry;
import com.graphhopper.routing.ev.ImportUnit;
import com.graphhopper.routing.ev.MaxHeight;
import com.graphhopper.routing.ev.Roundabout;
import com.graphhopper.routing.util.parsers.OSMMaxHeightParser;

/** GraphHopper's readers of road facts, and ours of those it lacks or reads too freely (its buses use footpaths). */
final class VehicleImports extends DefaultImportRegistry {
    @Override
    public ImportUnit createImportUnit(String name) {
        return switch (name) {
            case BusAccess.NAME ->
                ImportUnit.create(name, properties -> BusAccess.createValue(), BusAccess::new, Roundabout.KEY);
            case TruckAccess.NAME ->
                ImportUnit.create(name, properties -> TruckAccess.createValue(), TruckAccess::new, Roundabout.KEY);
            case EmergencyAccess.NAME ->
                ImportUnit.create(
                        name, properties -> EmergencyAccess.createValue(), EmergencyAccess::new, Roundabout.KEY);
            case MaxHeight.KEY ->
                ImportUnit.create(
                        name,
                        properties -> heightInCentimetres(),
                        (values, properties) -> new OSMMaxHeightParser(values.getDecimalEncodedValue(name)));
            default -> super.createImportUnit(name);
        };
    }

    /** GraphHopper keeps decimetres, rounded: a lorry of 4.28 m would pass under 4.25 m. */
    private static DecimalEncodedValue heightInCentimetres() {
        return new DecimalEncodedValueImpl(MaxHeight.KEY, 10, 0, 0.01, false, false, true);
    }
}
