package cn.haihe.map.osm.internal;

import cn.haihe.map.city.BusStop;
import cn.haihe.map.city.Names;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.osm.SkipReason;
import cn.haihe.map.osm.internal.BusStops.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.quadtree.Quadtree;

/**
 * One stop may be mapped up to three times: as its pole ({@code highway=bus_stop}), as the platform beside the road and
 * as the stop position on it. The first of these that is there makes the stop, the others lead to it. Two poles are
 * always two stops: the two sides of a street share their name.
 */
final class StopBuilder {
    private static final double SAME_PLACE_METRES = 15;
    private static final double SAME_NAME_METRES = 60;
    private static final double SEARCH_DEGREES = 0.0015;

    private enum Form {
        POLE,
        PLATFORM,
        STOP_POSITION
    }

    private record Candidate(Element element, Form form, Names names, LonLat position) {
        String stopId() {
            return (element.kind() == OsmRelation.Kind.NODE ? "s" : "sw") + element.id();
        }
    }

    private final OsmData data;
    private final Skips skips;
    private final Areas areas;
    private final Set<Element> routeMembers = new HashSet<>();
    private final Quadtree placed = new Quadtree();

    StopBuilder(OsmData data, Skips skips, Areas areas) {
        this.data = data;
        this.skips = skips;
        this.areas = areas;
        data.relations().stream()
                .filter(relation -> RouteBuilder.isBusRoute(relation.tags()))
                .flatMap(relation -> relation.members().stream())
                .forEach(member -> routeMembers.add(new Element(member.kind(), member.id())));
    }

    BusStops build() {
        List<Candidate> candidates = candidates();
        candidates.sort(Comparator.comparing(Candidate::form));
        List<BusStop> stops = new ArrayList<>();
        Map<Element, String> byMember = new HashMap<>();
        for (Candidate candidate : candidates) {
            Optional<Candidate> twin = candidate.form() == Form.POLE ? Optional.empty() : twin(candidate);
            byMember.put(candidate.element(), twin.orElse(candidate).stopId());
            if (twin.isPresent()) {
                skips.count(SkipReason.STOP_DUPLICATE);
            } else {
                stops.add(new BusStop(candidate.stopId(), candidate.names(), candidate.position()));
                placed.insert(around(candidate.position(), 0), candidate);
            }
        }
        return new BusStops(stops, byMember);
    }

    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<Long, Tags> node : data.nodesWithTags()) {
            Element element = new Element(OsmRelation.Kind.NODE, node.getKey());
            form(element, node.getValue()).ifPresent(form -> {
                Coordinate at = data.nodes().get(node.getKey());
                candidates.add(new Candidate(element, form, node.getValue().names(), new LonLat(at.x, at.y)));
            });
        }
        for (OsmWay way : data.ways()) {
            Element element = new Element(OsmRelation.Kind.WAY, way.id());
            Optional<Form> form = form(element, way.tags());
            Optional<? extends Geometry> shape =
                    form.isEmpty() ? Optional.empty() : areas.area(way).or(() -> areas.line(way));
            shape.map(Geometry::getCentroid)
                    .ifPresent(centre -> candidates.add(new Candidate(
                            element, form.get(), way.tags().names(), new LonLat(centre.getX(), centre.getY()))));
        }
        return candidates;
    }

    private Optional<Form> form(Element element, Tags tags) {
        if (tags.is("highway", "bus_stop")) {
            return Optional.of(Form.POLE);
        }
        boolean bus = tags.is("bus", "yes") || tags.is("trolleybus", "yes") || routeMembers.contains(element);
        if (!bus) {
            return Optional.empty();
        }
        if (tags.is("public_transport", "platform") || tags.is("highway", "platform")) {
            return Optional.of(Form.PLATFORM);
        }
        return tags.is("public_transport", "stop_position") ? Optional.of(Form.STOP_POSITION) : Optional.empty();
    }

    private Optional<Candidate> twin(Candidate candidate) {
        List<?> near = placed.query(around(candidate.position(), SEARCH_DEGREES));
        return near.stream()
                .map(Candidate.class::cast)
                .filter(other -> isTwin(candidate, other))
                .min(Comparator.comparingDouble((Candidate other) -> metres(candidate, other))
                        .thenComparing(Candidate::stopId));
    }

    private static boolean isTwin(Candidate a, Candidate b) {
        boolean sameName = !a.names().isEmpty() && a.names().equals(b.names());
        boolean mayBeSame = sameName || a.names().isEmpty() || b.names().isEmpty();
        return mayBeSame && metres(a, b) <= (sameName ? SAME_NAME_METRES : SAME_PLACE_METRES);
    }

    private static double metres(Candidate a, Candidate b) {
        return Distances.metres(a.position(), b.position());
    }

    private static Envelope around(LonLat at, double degrees) {
        return new Envelope(at.lon() - degrees, at.lon() + degrees, at.lat() - degrees, at.lat() + degrees);
    }
}
