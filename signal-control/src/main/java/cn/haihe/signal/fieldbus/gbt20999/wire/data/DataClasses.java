package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Data values to typed classes. */
public final class DataClasses {
    private DataClasses() {}

    /** The classes that the values are of, by their numbers. It never throws, whatever the values. */
    public static List<DataClass> read(List<DataValue> values, ChainOrder order) {
        Map<Integer, List<DataValue>> byClass = new TreeMap<>();
        for (DataValue value : values) {
            byClass.computeIfAbsent(value.address().dataClass(), first -> new ArrayList<>())
                    .add(value);
        }
        List<DataClass> read = new ArrayList<>(byClass.size());
        byClass.forEach((number, own) -> read.add(read(number, new ClassReader(own), order)));
        return List.copyOf(read);
    }

    private static DataClass read(int number, ClassReader reader, ChainOrder order) {
        return switch (number) {
            case DeviceInformation.NUMBER -> DeviceInformation.read(reader);
            case BasicParameters.NUMBER -> BasicParameters.read(reader);
            case LampGroups.NUMBER -> LampGroups.read(reader);
            case Phases.NUMBER -> Phases.read(reader);
            case Detectors.NUMBER -> Detectors.read(reader);
            case Stages.NUMBER -> Stages.read(reader, order);
            case PhaseSafety.NUMBER -> PhaseSafety.read(reader, order);
            case Priorities.NUMBER -> Priorities.read(reader);
            case Plans.NUMBER -> Plans.read(reader, order);
            case Transitions.NUMBER -> Transitions.read(reader, order);
            case DayPlans.NUMBER -> DayPlans.read(reader, order);
            case Schedules.NUMBER -> Schedules.read(reader);
            case RunState.NUMBER -> RunState.read(reader);
            case TrafficCounts.NUMBER -> TrafficCounts.read(reader);
            case Alarms.NUMBER -> Alarms.read(reader);
            case Faults.NUMBER -> Faults.read(reader);
            case CenterControls.NUMBER -> CenterControls.read(reader);
            case Commands.NUMBER -> Commands.read(reader, order);
            default -> new UnknownClass(number, reader.rest());
        };
    }
}
