package cn.haihe.map.demo.internal;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.openstreetmap.osmosis.core.container.v0_6.BoundContainer;
import org.openstreetmap.osmosis.core.container.v0_6.NodeContainer;
import org.openstreetmap.osmosis.core.container.v0_6.RelationContainer;
import org.openstreetmap.osmosis.core.container.v0_6.WayContainer;
import org.openstreetmap.osmosis.core.domain.v0_6.Bound;
import org.openstreetmap.osmosis.core.domain.v0_6.CommonEntityData;
import org.openstreetmap.osmosis.core.domain.v0_6.EntityType;
import org.openstreetmap.osmosis.core.domain.v0_6.Node;
import org.openstreetmap.osmosis.core.domain.v0_6.OsmUser;
import org.openstreetmap.osmosis.core.domain.v0_6.Relation;
import org.openstreetmap.osmosis.core.domain.v0_6.RelationMember;
import org.openstreetmap.osmosis.core.domain.v0_6.Tag;
import org.openstreetmap.osmosis.core.domain.v0_6.Way;
import org.openstreetmap.osmosis.core.domain.v0_6.WayNode;
import org.openstreetmap.osmosis.core.task.v0_6.Sink;

/** An OSM file in the making: gives each object the next id of its kind. */
final class OsmFile {
    /** One date for all: the file of a seed never differs. */
    private static final Date DATE = new Date(0);

    /** A member of a relation. */
    record Member(EntityType type, long id, String role) {}

    private final Sink sink;
    private long nodes;
    private long ways;
    private long relations;

    OsmFile(Sink sink) {
        this.sink = sink;
    }

    static Member node(long id, String role) {
        return new Member(EntityType.Node, id, role);
    }

    static Member way(long id, String role) {
        return new Member(EntityType.Way, id, role);
    }

    void bounds(Envelope plane, String origin) {
        sink.process(new BoundContainer(new Bound(
                Plane.lon(plane.getMaxX()),
                Plane.lon(plane.getMinX()),
                Plane.lat(plane.getMaxY()),
                Plane.lat(plane.getMinY()),
                origin)));
    }

    long node(Coordinate at, Map<String, String> tags) {
        sink.process(new NodeContainer(new Node(data(++nodes, tags), Plane.lat(at.y), Plane.lon(at.x))));
        return nodes;
    }

    long way(List<Long> nodeIds, Map<String, String> tags) {
        List<WayNode> refs = nodeIds.stream().map(WayNode::new).toList();
        sink.process(new WayContainer(new Way(data(++ways, tags), new ArrayList<>(refs))));
        return ways;
    }

    long relation(List<Member> members, Map<String, String> tags) {
        Relation relation = new Relation(data(++relations, tags));
        members.forEach(
                member -> relation.getMembers().add(new RelationMember(member.id(), member.type(), member.role())));
        sink.process(new RelationContainer(relation));
        return relations;
    }

    private static CommonEntityData data(long id, Map<String, String> tags) {
        List<Tag> list = new ArrayList<>();
        tags.forEach((key, value) -> list.add(new Tag(key, value)));
        return new CommonEntityData(id, 1, DATE, OsmUser.NONE, 1, list);
    }
}
