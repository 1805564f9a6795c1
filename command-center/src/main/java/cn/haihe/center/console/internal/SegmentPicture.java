package cn.haihe.center.console.internal;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Segment;
import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.traffic.CongestionLevel;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.locationtech.jts.geom.Envelope;

/**
 * The level and speed of every segment at one tick, and the tick at which each last changed for an eye: its level, or
 * its speed by a whole km/h. So a console that missed some ticks gets in one frame all that changed since its last.
 */
final class SegmentPicture {
    private static final byte UNKNOWN = 0;

    private final float[] boxes;
    private final byte[] levels;
    private final short[] speedsKmh;
    private final long[] changedAt;

    private SegmentPicture(float[] boxes, byte[] levels, short[] speedsKmh, long[] changedAt) {
        this.boxes = boxes;
        this.levels = levels;
        this.speedsKmh = speedsKmh;
        this.changedAt = changedAt;
    }

    /** What a segment looks like now. */
    record Look(CongestionLevel level, double speedKmh) {}

    /** Nothing known of any segment yet. */
    static SegmentPicture blank(City city) {
        int count = city.segments().size();
        float[] boxes = new float[count * 4];
        for (Segment segment : city.segments()) {
            Envelope envelope = segment.geometry().getEnvelopeInternal();
            int at = segment.index() * 4;
            boxes[at] = (float) envelope.getMinX();
            boxes[at + 1] = (float) envelope.getMinY();
            boxes[at + 2] = (float) envelope.getMaxX();
            boxes[at + 3] = (float) envelope.getMaxY();
        }
        return new SegmentPicture(boxes, new byte[count], new short[count], new long[count]);
    }

    /** @param lookOf by segment index; null where nothing is known */
    SegmentPicture next(long tick, IntFunction<Look> lookOf) {
        int count = levels.length;
        byte[] nextLevels = new byte[count];
        short[] nextSpeeds = new short[count];
        long[] nextChanged = Arrays.copyOf(changedAt, count);
        for (int i = 0; i < count; i++) {
            Look look = lookOf.apply(i);
            if (look != null) {
                nextLevels[i] = (byte) (look.level().ordinal() + 1);
                nextSpeeds[i] = (short) Math.round(look.speedKmh());
            }
            if (nextLevels[i] != levels[i] || nextSpeeds[i] != speedsKmh[i]) {
                nextChanged[i] = tick;
            }
        }
        return new SegmentPicture(boxes, nextLevels, nextSpeeds, nextChanged);
    }

    /**
     * Writes {@code [[index, level ordinal or null, speed],…]} for what lies in the box and changed after a tick; in a
     * full frame also what never changed but is known.
     */
    void write(JsonGenerator json, BoundingBox box, long sinceTick, boolean full) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < levels.length; i++) {
            boolean wanted = full ? levels[i] != UNKNOWN : changedAt[i] > sinceTick;
            if (wanted && meets(box, i)) {
                json.writeStartArray();
                json.writeNumber(i);
                if (levels[i] == UNKNOWN) {
                    json.writeNull();
                    json.writeNull();
                } else {
                    json.writeNumber(levels[i] - 1);
                    json.writeNumber(speedsKmh[i]);
                }
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }

    private boolean meets(BoundingBox box, int index) {
        int at = index * 4;
        return boxes[at] <= box.maxLon()
                && boxes[at + 2] >= box.minLon()
                && boxes[at + 1] <= box.maxLat()
                && boxes[at + 3] >= box.minLat();
    }
}
