package cn.haihe.map.osm.internal;

import cn.haihe.map.osm.SkipReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The turn restrictions for cars: {@code no_…} and {@code only_…}, by way of a node or of ways. */
final class TurnRestrictions {
    private final Map<Long, List<Restriction>> byFromWay = new HashMap<>();
    private final Map<Long, List<Restriction>> byViaWay = new HashMap<>();

    private record Restriction(boolean only, Set<Long> from, long viaNode, List<Long> viaWays, Set<Long> to) {}

    TurnRestrictions(OsmData data, Skips skips) {
        for (OsmRelation relation : data.relations()) {
            if (relation.tags().get("type").equals("restriction")) {
                add(relation, data, skips);
            }
        }
    }

    private void add(OsmRelation relation, OsmData data, Skips skips) {
        Tags tags = relation.tags();
        String kind = kindForCars(tags);
        if (kind.isEmpty()) {
            skips.count(SkipReason.RESTRICTION_CONDITIONAL);
            return;
        }
        if (tags.lists("except", "motorcar") || tags.lists("except", "motor_vehicle")) {
            return;
        }
        Set<Long> from = ways(relation, "from", data);
        Set<Long> to = ways(relation, "to", data);
        List<OsmRelation.Member> via = relation.members("via");
        boolean viaNode = via.size() == 1 && via.get(0).kind() == OsmRelation.Kind.NODE;
        boolean viaWays = !via.isEmpty() && via.stream().allMatch(member -> member.kind() == OsmRelation.Kind.WAY);
        boolean known = kind.startsWith("no_") || kind.startsWith("only_");
        if (!known || from.isEmpty() || to.isEmpty() || !viaNode && !viaWays) {
            skips.count(SkipReason.RESTRICTION_BROKEN);
            return;
        }
        Restriction restriction = new Restriction(
                kind.startsWith("only_"),
                from,
                viaNode ? via.get(0).id() : 0,
                viaNode ? List.of() : via.stream().map(OsmRelation.Member::id).toList(),
                to);
        if (viaNode) {
            from.forEach(way ->
                    byFromWay.computeIfAbsent(way, any -> new ArrayList<>(2)).add(restriction));
        } else {
            long last = restriction.viaWays().get(restriction.viaWays().size() - 1);
            long first = restriction.viaWays().get(0);
            Set.copyOf(List.of(first, last).stream().distinct().toList())
                    .forEach(way -> byViaWay.computeIfAbsent(way, any -> new ArrayList<>(2))
                            .add(restriction));
        }
    }

    private static String kindForCars(Tags tags) {
        for (String key : List.of("restriction:motorcar", "restriction:motor_vehicle", "restriction")) {
            if (!tags.get(key).isEmpty()) {
                return tags.get(key);
            }
        }
        return "";
    }

    private static Set<Long> ways(OsmRelation relation, String role, OsmData data) {
        Set<Long> ways = new HashSet<>();
        for (OsmRelation.Member member : relation.members(role)) {
            if (member.kind() == OsmRelation.Kind.WAY
                    && data.findWay(member.id()).isPresent()) {
                ways.add(member.id());
            }
        }
        return ways;
    }

    /** Whether one who came along these pieces may go on to the next. */
    boolean allow(List<Piece> travelled, Piece next) {
        Piece last = travelled.get(travelled.size() - 1);
        for (Restriction restriction : byFromWay.getOrDefault(last.way().id(), List.of())) {
            boolean listed = restriction.to().contains(next.way().id());
            if (restriction.viaNode() == last.to() && listed != restriction.only()) {
                return false;
            }
        }
        for (Restriction restriction : byViaWay.getOrDefault(last.way().id(), List.of())) {
            if (forbidsBehindWays(restriction, travelled, next)) {
                return false;
            }
        }
        return true;
    }

    private static boolean forbidsBehindWays(Restriction restriction, List<Piece> travelled, Piece next) {
        int at = travelled.size() - 1;
        Set<Long> passed = new HashSet<>();
        while (at >= 0 && restriction.viaWays().contains(travelled.get(at).way().id())) {
            passed.add(travelled.get(at).way().id());
            at--;
        }
        boolean applies = at >= 0
                && passed.containsAll(restriction.viaWays())
                && restriction.from().contains(travelled.get(at).way().id());
        if (!applies) {
            return false;
        }
        boolean listed = restriction.to().contains(next.way().id());
        boolean stillOnVia = restriction.viaWays().contains(next.way().id());
        return restriction.only() ? !listed && !stillOnVia : listed;
    }
}
