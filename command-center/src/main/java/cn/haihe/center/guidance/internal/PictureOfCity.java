package cn.haihe.center.guidance.internal;

import cn.haihe.center.incident.Incident;
import cn.haihe.center.incident.IncidentBoard;
import cn.haihe.center.routes.FedPicture;
import cn.haihe.center.traffic.TrafficBoard;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Names;
import cn.haihe.routing.guidance.RoadPicture;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the hub knows of the streets, as guidance takes it: the same picture that routes are for, flows and causes. */
final class PictureOfCity {
    private static final Names ACCIDENT = new Names("事故", "Accident");
    private static final Names BREAKDOWN = new Names("故障车", "Breakdown");
    private static final Names ROADWORKS = new Names("施工", "Roadworks");
    private static final Names EVENT = new Names("活动", "Event");
    private static final Names WEATHER = new Names("天气", "Weather");
    private static final Names CONTROL = new Names("管制", "Police");

    private PictureOfCity() {}

    static RoadPicture read(City city, FedPicture fed, TrafficBoard traffic, IncidentBoard incidents) {
        Map<Integer, Names> causes = new HashMap<>();
        for (Incident incident : incidents.picture().active()) {
            Optional<Names> word = word(incident);
            if (word.isPresent()) {
                incident.segmentIds().stream()
                        .flatMap(id -> city.findSegment(id).stream())
                        .forEach(segment -> causes.putIfAbsent(segment.index(), word.get()));
            }
        }
        var picture = traffic.find();
        return new RoadPicture(
                fed.speeds(),
                fed.waits(),
                segment -> picture.flatMap(known -> known.find(segment))
                        .map(known -> known.flowPerHour())
                        .orElse(OptionalInt.empty()),
                segment -> Optional.ofNullable(causes.get(segment)));
    }

    /** What a driver understands at a glance; the operator's own words do not fit on a sign. */
    private static Optional<Names> word(Incident incident) {
        return switch (incident.kind()) {
            case ACCIDENT -> Optional.of(ACCIDENT);
            case BREAKDOWN -> Optional.of(BREAKDOWN);
            case ROADWORKS -> Optional.of(ROADWORKS);
            case EVENT -> Optional.of(EVENT);
            case WEATHER -> Optional.of(WEATHER);
            case POLICE -> Optional.of(CONTROL);
            case CLOSURE, OTHER -> Optional.empty();
        };
    }
}
