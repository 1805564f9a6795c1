package cn.haihe.map.osm.internal;

/** A way as in the file. */
record OsmWay(long id, long[] nodes, Tags tags) {
    boolean isClosed() {
        return nodes.length >= 4 && nodes[0] == nodes[nodes.length - 1];
    }
}
