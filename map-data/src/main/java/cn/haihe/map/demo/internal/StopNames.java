package cn.haihe.map.demo.internal;

import cn.haihe.map.demo.internal.StreetNet.Edge;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineSegment;

/** Names stops after the metro station that is near, else after the street that crosses. */
final class StopNames {
    private static final double NEAR_STATION = 220;

    record Name(String zh, String en) {}

    private final StreetNet net;
    private final Facts facts;
    private final Set<String> taken = new HashSet<>();

    StopNames(StreetNet net, Facts facts) {
        this.net = net;
        this.facts = facts;
    }

    Name nameFor(Edge edge) {
        Coordinate middle = new LineSegment(net.at(edge.a), net.at(edge.b)).midPoint();
        for (Facts.Spot station : facts.stations()) {
            String zh = "地铁" + station.zh() + "站";
            if (station.position().distance(middle) < NEAR_STATION && taken.add(zh)) {
                return new Name(zh, station.en() + " Metro Station");
            }
        }
        Street own = edge.street;
        Optional<Street> cross = crossing(edge, edge.a).or(() -> crossing(edge, edge.b));
        if (cross.isPresent() && taken.add(cross.get().zh())) {
            return new Name(cross.get().zh(), cross.get().en());
        }
        String zh = cross.map(street -> own.zh() + street.zh()).orElse(own.zh());
        String en = cross.map(street -> own.en() + " and " + street.en()).orElse(own.en());
        if (taken.add(zh)) {
            return new Name(zh, en);
        }
        int number = 2;
        while (!taken.add(zh + number + "站")) {
            number++;
        }
        return new Name(zh + number + "站", en + " " + number);
    }

    private Optional<Street> crossing(Edge edge, int node) {
        return net.edgesAt(node).stream()
                .map(arm -> arm.street)
                .filter(street -> !street.zh().equals(edge.street.zh()))
                .min(Comparator.<Street, Kind>comparing(Street::kind).thenComparingInt(Street::id));
    }
}
