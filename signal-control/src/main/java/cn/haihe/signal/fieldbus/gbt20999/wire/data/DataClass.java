package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import java.util.List;

/**
 * One of the eighteen data classes of GB/T 20999-2017, as far as some data values tell of it. What they do not tell is empty;
 * codes are raw numbers, of which the known ones have a name by their {@code find} method. What has no typed place (an object,
 * attribute or element that the standard's known text does not list, a value of another size, a time that is none) stands
 * in {@link #raw}, so that nothing is lost: {@link #toValues} gives back the values that it was read from, bit for bit,
 * in the order of their addresses.
 */
public sealed interface DataClass
        permits DeviceInformation,
                BasicParameters,
                LampGroups,
                Phases,
                Detectors,
                Stages,
                PhaseSafety,
                Priorities,
                Plans,
                Transitions,
                DayPlans,
                Schedules,
                RunState,
                TrafficCounts,
                Alarms,
                Faults,
                CenterControls,
                Commands,
                UnknownClass {
    /** 1 to 18; another of an {@link UnknownClass}. */
    int number();

    /** What has no typed place, by address. */
    List<DataValue> raw();

    /** @param order how its chains lie in their bytes */
    void write(ClassWriter writer, ChainOrder order);

    /** As data values to ask for, set or answer with, numbered anew by who puts them into frames. */
    default List<DataValue> toValues(ChainOrder order) {
        ClassWriter writer = new ClassWriter();
        write(writer, order);
        writer.raw(raw());
        return writer.list();
    }
}
