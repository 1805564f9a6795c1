package cn.haihe.map.osm.internal;

import cn.haihe.map.city.Segment;

/**
 * A segment together with what the map says of it beyond what the city keeps.
 *
 * @param nodes in the direction of travel, the ends included
 * @param forward whether travel goes as the way is drawn
 * @param oneway whether the way is closed to cars in the other direction
 */
record Piece(Segment segment, OsmWay way, long[] nodes, boolean forward, boolean oneway) {
    long from() {
        return segment.fromNode();
    }

    long to() {
        return segment.toNode();
    }

    Tags tags() {
        return way.tags();
    }
}
