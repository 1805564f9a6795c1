package cn.haihe.center.routes.internal;

import cn.haihe.center.incident.Incident;
import cn.haihe.center.incident.IncidentEffect;
import cn.haihe.center.incident.IncidentPicture;
import cn.haihe.map.city.City;
import cn.haihe.routing.live.PlannedClosures;

/** The closures that operators have ordered ahead, as the route guide takes them. */
final class PlannedClosuresOf {
    private PlannedClosuresOf() {}

    static PlannedClosures incidents(IncidentPicture picture, City city) {
        PlannedClosures.Builder closures =
                PlannedClosures.builder(city.segments().size());
        for (Incident incident : picture.open()) {
            if (incident.effect() == IncidentEffect.CLOSED && incident.from().isAfter(picture.asOf())) {
                for (String id : incident.segmentIds()) {
                    city.findSegment(id)
                            .ifPresent(segment -> closures.close(segment.index(), incident.from(), incident.until()));
                }
            }
        }
        return closures.build();
    }
}
