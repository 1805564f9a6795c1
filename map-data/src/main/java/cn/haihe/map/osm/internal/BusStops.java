package cn.haihe.map.osm.internal;

import cn.haihe.map.city.BusStop;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stops, and which of them each OSM element stands for.
 *
 * @param byMember the stop's id by the element that a route names as its member
 */
record BusStops(List<BusStop> stops, Map<Element, String> byMember) {
    /** An OSM node or way. */
    record Element(OsmRelation.Kind kind, long id) {}

    Optional<String> findStopId(OsmRelation.Member member) {
        return Optional.ofNullable(byMember.get(new Element(member.kind(), member.id())));
    }
}
