package cn.haihe.map.osm.internal;

import java.util.List;

/** A relation as in the file. */
record OsmRelation(long id, List<Member> members, Tags tags) {
    enum Kind {
        NODE,
        WAY,
        RELATION
    }

    record Member(Kind kind, long id, String role) {}

    List<Member> members(String role) {
        return members.stream().filter(member -> member.role().equals(role)).toList();
    }
}
