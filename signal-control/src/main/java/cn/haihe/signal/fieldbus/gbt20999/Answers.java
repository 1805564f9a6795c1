package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueMap;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.DataClasses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of each value that was asked for: told, refused with a reason, or left out by the controller. */
final class Answers {
    private final List<DataValue> told = new ArrayList<>();
    private final Map<Address, String> refused = new LinkedHashMap<>();
    private final Set<Address> absent = new LinkedHashSet<>();
    private final Set<Address> leftOut = new LinkedHashSet<>();
    /** Made when somebody asks. */
    private Optional<ValueMap> values = Optional.empty();

    void tell(DataValue value) {
        told.add(value);
        values = Optional.empty();
    }

    void refuse(Address address, String reason) {
        refused.put(address, reason);
    }

    /** Refused because the controller has no such value. */
    void refuseAbsent(Address address, String reason) {
        refuse(address, reason);
        absent.add(address);
    }

    boolean isAbsent(Address address) {
        return absent.contains(address);
    }

    /** Whose a row is: 0 for nobody's, also where there is no such row yet; empty where the controller did not tell. */
    Optional<Integer> findRoad(Item road, int row) {
        return isAbsent(road.at(row)) ? Optional.of(0) : values().findInt(road, row);
    }

    void leaveOut(Address address) {
        leftOut.add(address);
    }

    ValueMap values() {
        ValueMap made = values.orElseGet(() -> new ValueMap(told));
        values = Optional.of(made);
        return made;
    }

    List<DataValue> told() {
        return told;
    }

    ClassReading reading(ChainOrder order) {
        return new ClassReading(DataClasses.read(told, order), refused, leftOut);
    }

    boolean isWhole() {
        return refused.isEmpty() && leftOut.isEmpty();
    }

    boolean isRefused() {
        return !refused.isEmpty();
    }

    String reasons() {
        return refused.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
