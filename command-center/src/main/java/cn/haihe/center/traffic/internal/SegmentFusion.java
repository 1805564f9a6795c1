package cn.haihe.center.traffic.internal;

import cn.haihe.center.traffic.SegmentValues;
import cn.haihe.center.traffic.TrafficConfig;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import java.util.BitSet;
import java.util.List;

/**
 * Makes one value of what several sources say of a segment: the newest record counts; that others agree with it shows in
 * the grade.
 */
final class SegmentFusion {
    private final CongestionScale scale;
    private final long freshMillis;
    private final long ageingMillis;
    private final long lastKnownMillis;
    private final long contradictsMillis;
    private final double standstillKmh;
    private final double agreeWithinKmh;
    private final double agreeWithinRatio;
    private final int closedBySourceMax;

    SegmentFusion(TrafficConfig config, CongestionScale scale) {
        this.scale = scale;
        freshMillis = config.freshFor().toMillis();
        ageingMillis = config.ageingFor().toMillis();
        lastKnownMillis = config.lastKnownFor().toMillis();
        contradictsMillis = config.movingContradictsFor().toMillis();
        standstillKmh = config.standstillKmh();
        agreeWithinKmh = config.agreeWithinKmh();
        agreeWithinRatio = config.agreeWithinRatio();
        closedBySourceMax = config.closedBySourceMax();
    }

    /**
     * Puts in one value for each segment of which there is an observation that is not too old.
     *
     * @param limitKmh by segment index
     * @param isFailed sources whose zeros are not believed, by their number
     */
    void fuse(List<Layer> layers, double[] limitKmh, long nowMillis, boolean[] isFailed, SegmentValues.Builder into) {
        Layer[] all = layers.toArray(Layer[]::new);
        for (int segment = 0; all.length > 0 && segment < limitKmh.length; segment++) {
            int count = 0;
            Layer newest = null;
            while (count < all.length && all[count].isKnown(segment)) {
                Layer layer = all[count++];
                if (newest == null || layer.observedMillis(segment) > newest.observedMillis(segment)) {
                    newest = layer;
                }
            }
            if (newest != null && nowMillis - newest.observedMillis(segment) <= lastKnownMillis) {
                into.put(
                        segment,
                        newest.speedKmh(segment),
                        newest.observedMillis(segment),
                        grade(segment, newest, all, count, nowMillis),
                        scale.levelOf(newest.speedKmh(segment), limitKmh[segment]),
                        newest.source(segment));
                newest.copyMore(segment, into);
                if (newest.closes(segment)
                        && !isFailed[newest.source(segment)]
                        && !doesAnyoneMove(segment, newest, all, count)) {
                    into.close(segment);
                }
            }
        }
    }

    private boolean doesAnyoneMove(int segment, Layer closing, Layer[] layers, int count) {
        long since = closing.observedMillis(segment) - contradictsMillis;
        for (int i = 0; i < count; i++) {
            if (layers[i].speedKmh(segment) > standstillKmh && layers[i].observedMillis(segment) > since) {
                return true;
            }
        }
        return false;
    }

    /** Sources that would close more than one source can honestly know of; only what still counts is counted. */
    BitSet failed(List<Layer> layers, int sources, long nowMillis) {
        int[] closings = new int[sources];
        for (Layer layer : layers) {
            for (int segment = 0; segment < layer.segments(); segment++) {
                if (layer.closes(segment) && nowMillis - layer.observedMillis(segment) <= lastKnownMillis) {
                    closings[layer.source(segment)]++;
                }
            }
        }
        BitSet failed = new BitSet();
        for (int source = 0; source < sources; source++) {
            failed.set(source, closings[source] > closedBySourceMax);
        }
        return failed;
    }

    private Grade grade(int segment, Layer newest, Layer[] layers, int count, long nowMillis) {
        long age = nowMillis - newest.observedMillis(segment);
        if (age > ageingMillis) {
            return Grade.D;
        }
        if (age > freshMillis) {
            return Grade.C;
        }
        int fresh = 0;
        for (int i = 0; i < count; i++) {
            if (nowMillis - layers[i].observedMillis(segment) <= freshMillis) {
                fresh++;
                if (!agree(newest.speedKmh(segment), layers[i].speedKmh(segment))) {
                    return Grade.B;
                }
            }
        }
        return fresh > 1 ? Grade.A : Grade.B;
    }

    private boolean agree(double one, double other) {
        double tolerance = Math.max(agreeWithinKmh, agreeWithinRatio * Math.max(one, other));
        return Math.abs(one - other) <= tolerance;
    }
}
