package cn.haihe.center.incident.internal;

import cn.haihe.center.city.LoadedCity;
import cn.haihe.center.incident.IncidentsConfig;
import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.graphhopper.jackson.Jackson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** Which segments an operator means: by their ids, by an area on the map, or by a point and how far it reaches. */
@ApplicationScoped
class Whereabouts {
    private static final int NAMED_MAX = 20;

    private final IncidentsConfig config;
    private final ObjectMapper geoJson = Jackson.newObjectMapper();

    Whereabouts(IncidentsConfig config) {
        this.config = config;
    }

    /** @param place GeoJSON, where it was drawn */
    record Place(List<String> segmentIds, Optional<String> place) {}

    /**
     * @throws ProblemException 422 {@code unknown-segment}, {@code no-segment}, {@code too-many-segments},
     *     {@code malformed-area}; 400 {@code malformed-body}
     */
    Place read(JsonNode body, LoadedCity city) {
        boolean bySegments = body.hasNonNull("segments");
        boolean byArea = body.hasNonNull("area");
        boolean byPoint = body.hasNonNull("point");
        if ((bySegments ? 1 : 0) + (byArea ? 1 : 0) + (byPoint ? 1 : 0) != 1) {
            throw IncidentForm.malformed("one of segments, area and point is needed");
        }
        if (body.hasNonNull("reachMetres") && !byPoint) {
            throw IncidentForm.malformed("reachMetres belongs to point");
        }
        if (bySegments) {
            return new Place(byIds(body.get("segments"), city), Optional.empty());
        }
        return byArea ? byArea(body.get("area"), city) : byPoint(body, city);
    }

    private List<String> byIds(JsonNode ids, LoadedCity city) {
        if (!ids.isArray() || ids.isEmpty()) {
            throw IncidentForm.malformed("segments must be an array of ids");
        }
        Set<String> found = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (JsonNode id : ids) {
            String text = id.asText("");
            (city.city().findSegment(text).isPresent() ? found : unknown).add(text);
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(Problem.of(
                            422,
                            "unknown-segment",
                            "Unknown segment",
                            unknown.size() + " of the segments are not on the map.")
                    .with("segments", unknown.stream().limit(NAMED_MAX).toList()));
        }
        return fitting(List.copyOf(found));
    }

    private Place byArea(JsonNode area, LoadedCity city) {
        Geometry drawn = geometry(area);
        PreparedGeometry prepared = PreparedGeometryFactory.prepare(drawn);
        Envelope box = drawn.getEnvelopeInternal();
        List<String> met = city
                .index()
                .segmentsIn(new BoundingBox(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()))
                .stream()
                .filter(segment -> prepared.intersects(segment.geometry()))
                .map(Segment::id)
                .toList();
        return new Place(fitting(met), Optional.of(area.toString()));
    }

    private Geometry geometry(JsonNode area) {
        if (corners(area.path("coordinates")) > config.cornersMax()) {
            throw malformedArea("it has more than " + config.cornersMax() + " corners");
        }
        Geometry drawn;
        try {
            drawn = geoJson.convertValue(area, Geometry.class);
        } catch (RuntimeException e) {
            throw malformedArea("it is no GeoJSON geometry");
        }
        if (!(drawn instanceof Polygon || drawn instanceof MultiPolygon) || drawn.isEmpty()) {
            throw malformedArea("it must be a Polygon or a MultiPolygon");
        }
        Envelope box = drawn.getEnvelopeInternal();
        if (!(box.getMinX() >= -180 && box.getMaxX() <= 180 && box.getMinY() >= -90 && box.getMaxY() <= 90)) {
            throw malformedArea("its corners are longitudes and latitudes");
        }
        if (!drawn.isValid()) {
            throw malformedArea("its edges cross each other");
        }
        return drawn;
    }

    private static int corners(JsonNode coordinates) {
        if (!coordinates.isArray()
                || coordinates.isEmpty()
                || coordinates.get(0).isNumber()) {
            return 1;
        }
        int corners = 0;
        for (JsonNode part : coordinates) {
            corners += corners(part);
        }
        return corners;
    }

    private Place byPoint(JsonNode body, LoadedCity city) {
        JsonNode point = body.get("point");
        JsonNode reach = body.path("reachMetres");
        if (!reach.isNumber() || !(reach.asDouble() > 0 && reach.asDouble() <= config.reachMetresMax())) {
            throw IncidentForm.malformed("reachMetres must be above 0 and at most " + config.reachMetresMax());
        }
        if (!point.isArray()
                || point.size() != 2
                || !point.get(0).isNumber()
                || !point.get(1).isNumber()) {
            throw IncidentForm.malformed("point must be [lon,lat]");
        }
        LonLat at;
        try {
            at = new LonLat(point.get(0).asDouble(), point.get(1).asDouble());
        } catch (IllegalArgumentException e) {
            throw IncidentForm.malformed("point: " + e.getMessage());
        }
        List<String> met = city.index().segmentsNear(at, reach.asDouble()).stream()
                .map(near -> near.segment().id())
                .toList();
        String drawn = "{\"type\":\"Point\",\"coordinates\":[" + at.lon() + "," + at.lat() + "]}";
        return new Place(fitting(met), Optional.of(drawn));
    }

    private List<String> fitting(List<String> segmentIds) {
        if (segmentIds.isEmpty()) {
            throw new ProblemException(422, "no-segment", "No segment", "No road of the map lies there.");
        }
        if (segmentIds.size() > config.segmentsMax()) {
            throw new ProblemException(Problem.of(
                            422,
                            "too-many-segments",
                            "Too many segments",
                            "It would be on " + segmentIds.size() + " segments, at most " + config.segmentsMax() + ".")
                    .with("segmentsMax", config.segmentsMax()));
        }
        return segmentIds;
    }

    private static ProblemException malformedArea(String what) {
        return new ProblemException(
                422, "malformed-area", "Malformed area", "The area is not as expected: " + what + ".");
    }
}
