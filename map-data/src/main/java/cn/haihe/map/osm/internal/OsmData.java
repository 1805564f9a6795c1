package cn.haihe.map.osm.internal;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A whole OSM file in memory; everything in the order of its ids, so that the order in the file changes nothing. */
public record OsmData(
        NodeTable nodes,
        SortedMap<Long, Tags> taggedNodes,
        SortedMap<Long, OsmWay> waysById,
        SortedMap<Long, OsmRelation> relationsById) {

    public Collection<OsmWay> ways() {
        return waysById.values();
    }

    public Collection<OsmRelation> relations() {
        return relationsById.values();
    }

    Optional<OsmWay> findWay(long id) {
        return Optional.ofNullable(waysById.get(id));
    }

    Tags nodeTags(long id) {
        return taggedNodes.getOrDefault(id, Tags.NONE);
    }

    Iterable<Map.Entry<Long, Tags>> nodesWithTags() {
        return taggedNodes.entrySet();
    }
}
