package cn.haihe.center.open.internal;

import cn.haihe.map.city.BusRoute;
import cn.haihe.map.city.BusStop;
import cn.haihe.map.city.CarPark;
import cn.haihe.map.city.CityOrigin;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.LonLat;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.LineString;

/** Writes one GeoJSON feature collection, feature by feature, so that a large city needs no large memory. */
public final class FeatureWriter implements AutoCloseable {
    private final JsonGenerator json;

    public FeatureWriter(JsonGenerator json, CityOrigin origin) throws IOException {
        this.json = json;
        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        json.writeBooleanField("partlySynthetic", origin.partlySynthetic());
        json.writeStringField("credit", origin.credit());
        json.writeArrayFieldStart("features");
    }

    public void segments(List<Segment> segments) throws IOException {
        for (Segment segment : segments) {
            begin(segment.id(), segment.names());
            json.writeNumberField("index", segment.index());
            json.writeStringField("class", segment.roadClass().name());
            json.writeNumberField("lanes", segment.lanes());
            json.writeNumberField("speedLimitKmh", segment.speedLimitKmh());
            json.writeNumberField("lengthMetres", Math.round(segment.lengthMetres() * 10) / 10.0);
            json.writeNumberField("fromNode", segment.fromNode());
            json.writeNumberField("toNode", segment.toNode());
            end(segment.geometry());
        }
    }

    public void junctions(List<Junction> junctions) throws IOException {
        for (Junction junction : junctions) {
            begin(junction.id(), junction.names());
            json.writePOJOField("approaches", junction.approaches());
            json.writePOJOField("movements", junction.movements());
            end(junction.position());
        }
    }

    public void carParks(List<CarPark> carParks) throws IOException {
        for (CarPark park : carParks) {
            begin(park.id(), park.names());
            json.writeFieldName("capacity");
            if (park.capacity().isPresent()) {
                json.writeNumber(park.capacity().getAsInt());
            } else {
                json.writeNull();
            }
            end(park.position());
        }
    }

    public void guidanceSigns(List<GuidanceSign> signs) throws IOException {
        for (GuidanceSign sign : signs) {
            begin(sign.id(), sign.names());
            json.writeStringField("segmentId", sign.segmentId());
            end(sign.position());
        }
    }

    public void busStops(List<BusStop> stops) throws IOException {
        for (BusStop stop : stops) {
            begin(stop.id(), stop.names());
            end(stop.position());
        }
    }

    public void busRoutes(List<BusRoute> routes) throws IOException {
        for (BusRoute route : routes) {
            begin(route.id(), route.names());
            json.writeStringField("ref", route.ref());
            json.writePOJOField("stopIds", route.stopIds());
            end(route.path());
        }
    }

    private void begin(String id, Names names) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeStringField("id", id);
        json.writeObjectFieldStart("properties");
        json.writeStringField("id", id);
        json.writePOJOField("names", names);
    }

    private void end(LonLat point) throws IOException {
        json.writeEndObject();
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "Point");
        json.writeFieldName("coordinates");
        position(point.lon(), point.lat());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void end(LineString line) throws IOException {
        json.writeEndObject();
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "LineString");
        json.writeArrayFieldStart("coordinates");
        CoordinateSequence points = line.getCoordinateSequence();
        for (int i = 0; i < points.size(); i++) {
            position(points.getX(i), points.getY(i));
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Seven decimals, as OpenStreetMap has them: about a centimetre. */
    private void position(double lon, double lat) throws IOException {
        json.writeStartArray();
        json.writeNumber(Math.round(lon * 1e7) / 1e7);
        json.writeNumber(Math.round(lat * 1e7) / 1e7);
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }
}
