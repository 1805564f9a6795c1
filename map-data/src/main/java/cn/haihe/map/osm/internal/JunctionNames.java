package cn.haihe.map.osm.internal;

import cn.haihe.map.city.Names;
import java.util.Comparator;
import java.util.List;

/** Names a crossing by the two most important streets that meet there: A路与B道交口. */
final class JunctionNames {
    private JunctionNames() {}

    static Names of(List<Arm> arms) {
        List<Names> streets = arms.stream()
                .sorted(Comparator.comparing(Arm::roadClass))
                .map(Arm::street)
                .filter(names -> !names.isEmpty())
                .distinct()
                .limit(2)
                .toList();
        if (streets.isEmpty()) {
            return Names.NONE;
        }
        boolean chinese = streets.stream().anyMatch(names -> !names.zh().isEmpty());
        boolean english = streets.stream().anyMatch(names -> !names.en().isEmpty());
        String zh =
                String.join("与", streets.stream().map(names -> names.in("zh")).toList()) + "交口";
        String en = String.join(
                " and ", streets.stream().map(names -> names.in("en")).toList());
        return new Names(chinese ? zh : "", english ? en : "");
    }
}
