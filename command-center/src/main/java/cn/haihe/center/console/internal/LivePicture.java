package cn.haihe.center.console.internal;

import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** All that a console shows, of one moment. */
record LivePicture(
        Instant asOf,
        long tick,
        SegmentPicture segments,
        Object index,
        List<Bus> buses,
        List<CarPark> carParks,
        List<Signal> signals,
        Object feeds) {

    record Bus(String id, LonLat position, double bearingDegrees, String routeRef, long ageSeconds) {}

    record CarPark(String id, LonLat position, Integer freeSpaces, Integer totalSpaces) {}

    record Signal(String id, LonLat position, Integer stage, String mode, String communication) {}

    /** The frame for one console: what lies in its box; segments only as far as they changed, unless it is full. */
    String frame(ObjectMapper mapper, BoundingBox box, long sinceTick, boolean full) {
        StringWriter text = new StringWriter(16 * 1024);
        try (JsonGenerator json = mapper.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("asOf", asOf.toString());
            json.writeBooleanField("full", full);
            json.writePOJOField("index", index);
            json.writeFieldName("segments");
            segments.write(json, box, sinceTick, full);
            writeBuses(json, box);
            writeCarParks(json, box);
            writeSignals(json, box);
            json.writePOJOField("feeds", feeds);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void writeBuses(JsonGenerator json, BoundingBox box) throws IOException {
        json.writeArrayFieldStart("buses");
        for (Bus bus : buses) {
            if (box.contains(bus.position())) {
                json.writeStartArray();
                json.writeString(bus.id());
                json.writeNumber(degrees(bus.position().lon()));
                json.writeNumber(degrees(bus.position().lat()));
                json.writeNumber(Math.round(bus.bearingDegrees()));
                json.writeString(bus.routeRef());
                json.writeNumber(bus.ageSeconds());
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }

    private void writeCarParks(JsonGenerator json, BoundingBox box) throws IOException {
        json.writeArrayFieldStart("parking");
        for (CarPark park : carParks) {
            if (box.contains(park.position())) {
                json.writeStartArray();
                json.writeString(park.id());
                json.writeObject(park.freeSpaces());
                json.writeObject(park.totalSpaces());
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }

    private void writeSignals(JsonGenerator json, BoundingBox box) throws IOException {
        json.writeArrayFieldStart("signals");
        for (Signal signal : signals) {
            if (box.contains(signal.position())) {
                json.writeStartArray();
                json.writeString(signal.id());
                json.writeObject(signal.stage());
                json.writeString(signal.mode());
                json.writeString(signal.communication());
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }

    /** Six decimals: about a tenth of a metre. */
    private static double degrees(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
