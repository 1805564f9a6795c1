package cn.haihe.map.city;

import cn.haihe.map.geo.LonLat;

/**
 * A guidance sign (诱导屏): a variable message sign, and the traffic that reads it.
 *
 * @param id {@code v<node>} by its OSM node
 * @param position WGS 84, on the road or beside it
 * @param segmentId of the segment whose drivers read it
 * @param fraction where on that segment they pass it: 0 at the segment's beginning, 1 at its end
 */
public record GuidanceSign(String id, Names names, LonLat position, String segmentId, double fraction) {
    public GuidanceSign {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("guidance sign " + id + " at fraction " + fraction);
        }
    }
}
