package cn.haihe.map.osm.internal;

import cn.haihe.map.osm.SkipReason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openstreetmap.osmosis.core.container.v0_6.EntityContainer;
import org.openstreetmap.osmosis.core.domain.v0_6.Entity;
import org.openstreetmap.osmosis.core.domain.v0_6.EntityType;
import org.openstreetmap.osmosis.core.domain.v0_6.Node;
import org.openstreetmap.osmosis.core.domain.v0_6.Relation;
import org.openstreetmap.osmosis.core.domain.v0_6.RelationMember;
import org.openstreetmap.osmosis.core.domain.v0_6.Tag;
import org.openstreetmap.osmosis.core.domain.v0_6.Way;
import org.openstreetmap.osmosis.core.domain.v0_6.WayNode;
import org.openstreetmap.osmosis.core.task.v0_6.Sink;

/** Takes the elements of a file as osmosis hands them over. */
final class OsmCollector implements Sink {
    private final Skips skips;
    private final NodeTable nodes = new NodeTable();
    private final SortedMap<Long, Tags> taggedNodes = new TreeMap<>();
    private final SortedMap<Long, OsmWay> ways = new TreeMap<>();
    private final SortedMap<Long, OsmRelation> relations = new TreeMap<>();
    private boolean complete;

    OsmCollector(Skips skips) {
        this.skips = skips;
    }

    @Override
    public void process(EntityContainer container) {
        Entity entity = container.getEntity();
        if (entity instanceof Node node) {
            checkOnEarth(node);
            nodes.add(node.getId(), node.getLongitude(), node.getLatitude());
            if (!node.getTags().isEmpty()) {
                taggedNodes.put(node.getId(), tags(node));
            }
        } else if (entity instanceof Way way) {
            long[] ids =
                    way.getWayNodes().stream().mapToLong(WayNode::getNodeId).toArray();
            countIfDuplicate(ways.put(way.getId(), new OsmWay(way.getId(), ids, tags(way))));
        } else if (entity instanceof Relation relation) {
            List<OsmRelation.Member> members = relation.getMembers().stream()
                    .filter(member -> member.getMemberType() != EntityType.Bound)
                    .map(OsmCollector::member)
                    .toList();
            countIfDuplicate(
                    relations.put(relation.getId(), new OsmRelation(relation.getId(), members, tags(relation))));
        }
    }

    private static void checkOnEarth(Node node) {
        if (!(Math.abs(node.getLongitude()) <= 180 && Math.abs(node.getLatitude()) <= 90)) {
            throw new IllegalArgumentException(
                    "node " + node.getId() + " lies at " + node.getLongitude() + "," + node.getLatitude());
        }
    }

    private void countIfDuplicate(Object earlier) {
        if (earlier != null) {
            skips.count(SkipReason.DUPLICATE_ELEMENT);
        }
    }

    private static OsmRelation.Member member(RelationMember member) {
        OsmRelation.Kind kind = switch (member.getMemberType()) {
            case Node -> OsmRelation.Kind.NODE;
            case Way -> OsmRelation.Kind.WAY;
            default -> OsmRelation.Kind.RELATION;
        };
        return new OsmRelation.Member(kind, member.getMemberId(), member.getMemberRole());
    }

    private static Tags tags(Entity entity) {
        Collection<Tag> tags = entity.getTags();
        if (tags.isEmpty()) {
            return Tags.NONE;
        }
        Map<String, String> values = new LinkedHashMap<>(tags.size() * 2);
        tags.forEach(tag -> values.put(tag.getKey(), tag.getValue()));
        return new Tags(values);
    }

    @Override
    public void initialize(Map<String, Object> metaData) {}

    @Override
    public void complete() {
        for (int i = nodes.seal(); i > 0; i--) {
            skips.count(SkipReason.DUPLICATE_ELEMENT);
        }
        complete = true;
    }

    @Override
    public void close() {}

    boolean isComplete() {
        return complete;
    }

    String progress() {
        return nodes.size() + " nodes, " + ways.size() + " ways and " + relations.size() + " relations";
    }

    OsmData data() {
        return new OsmData(nodes, taggedNodes, ways, relations);
    }
}
