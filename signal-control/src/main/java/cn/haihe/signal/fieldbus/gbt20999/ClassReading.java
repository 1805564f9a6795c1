package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.gbt20999.wire.Address;
import cn.haihe.signal.fieldbus.gbt20999.wire.data.DataClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a controller told of itself, and what became of each value that it did not tell.
 *
 * @param classes by their numbers
 * @param refused with the controller's reason
 * @param leftOut asked for twice, and neither told nor refused
 */
public record ClassReading(List<DataClass> classes, Map<Address, String> refused, Set<Address> leftOut) {
    public ClassReading {
        classes = List.copyOf(classes);
        refused = Map.copyOf(refused);
        leftOut = Set.copyOf(leftOut);
    }

    /** Empty where no value of the class was told. */
    public <T extends DataClass> Optional<T> find(Class<T> type) {
        return classes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
