package cn.haihe.map.osm.internal;

import java.util.List;
import java.util.Set;

/**
 * Where a car may drive, and in which direction, by the tags of a way: the same answers as the car access of
 * GraphHopper, so that the router and the city know the same roads. Private roads are out.
 */
enum CarAccess {
    NONE,
    FORWARD,
    BACKWARD,
    BOTH;

    private static final Set<String> ROADS = Set.of(
            "motorway",
            "motorway_link",
            "trunk",
            "trunk_link",
            "primary",
            "primary_link",
            "secondary",
            "secondary_link",
            "tertiary",
            "tertiary_link",
            "unclassified",
            "residential",
            "living_street",
            "service",
            "road",
            "track",
            "pedestrian");
    private static final List<String> KEYS = List.of("motorcar", "motor_vehicle", "vehicle", "access");
    private static final Set<String> ALLOWED = Set.of("yes", "designated", "official", "permissive", "destination");
    private static final Set<String> CLOSED = Set.of(
            "no", "restricted", "military", "emergency", "private", "permit", "agricultural", "forestry", "delivery");
    private static final Set<String> FIRM_TRACKS = Set.of("", "grade1", "grade2", "grade3");
    private static final Set<String> ONEWAY = Set.of("yes", "true", "1", "-1");
    private static final Set<String> BARRIERS = Set.of(
            "kissing_gate",
            "fence",
            "bollard",
            "stile",
            "turnstile",
            "cycle_barrier",
            "motorcycle_barrier",
            "block",
            "bus_trap",
            "sump_buster",
            "jersey_barrier");

    /** Whether a way is a road of a class that cars use, open to them or not. */
    static boolean isRoad(Tags tags) {
        return tags.isAnyOf("highway", ROADS) && !tags.is("area", "yes");
    }

    static CarAccess of(Tags tags) {
        if (!isRoad(tags) || !isOpen(tags)) {
            return NONE;
        }
        boolean forwardClosed = isClosed(tags, "forward");
        boolean backwardClosed = isClosed(tags, "backward");
        boolean oneway = isOneway(tags) || forwardClosed || backwardClosed;
        if (!oneway) {
            return BOTH;
        }
        return tags.is("oneway", "-1") || forwardClosed ? BACKWARD : FORWARD;
    }

    private static boolean isOneway(Tags tags) {
        if (tags.is("oneway:motor_vehicle", "no") || tags.is("oneway:motorcar", "no")) {
            return false;
        }
        return tags.isAnyOf("oneway", ONEWAY)
                || tags.isAnyOf("oneway:motor_vehicle", ONEWAY)
                || tags.isAnyOf("oneway:motorcar", ONEWAY)
                || tags.isAnyOf("junction", Set.of("roundabout", "circular"))
                || tags.is("highway", "motorway") && !tags.is("oneway", "no");
    }

    private static boolean isClosed(Tags tags, String direction) {
        return tags.isAnyOf("vehicle:" + direction, CLOSED) || tags.isAnyOf("motor_vehicle:" + direction, CLOSED);
    }

    private static boolean isOpen(Tags tags) {
        String highway = tags.get("highway");
        String access = KEYS.stream()
                .filter(key -> !tags.get(key).isEmpty())
                .findFirst()
                .map(tags::get)
                .orElse("");
        List<String> values = List.of(access.split(";"));
        boolean allowed = values.stream().anyMatch(ALLOWED::contains);
        boolean closed = values.stream().anyMatch(CLOSED::contains);
        if (highway.equals("pedestrian") && !allowed) {
            return false;
        }
        if (highway.equals("service") && tags.is("service", "emergency_access")) {
            return false;
        }
        if (highway.equals("track") && !tags.isAnyOf("tracktype", FIRM_TRACKS)) {
            return false;
        }
        return (allowed || !closed) && !tags.is("impassable", "yes") && !tags.is("status", "impassable");
    }

    /** Whether no car gets past a node, so that a road ends on both its sides. */
    static boolean isBlockedAt(Tags node) {
        String access = KEYS.stream()
                .filter(key -> !node.get(key).isEmpty())
                .findFirst()
                .map(node::get)
                .orElse("");
        if (!node.has("barrier")) {
            return false;
        }
        if (ALLOWED.contains(access)) {
            return false;
        }
        return CLOSED.contains(access) || node.is("locked", "yes") || node.isAnyOf("barrier", BARRIERS);
    }

    boolean allowsForward() {
        return this == FORWARD || this == BOTH;
    }

    boolean allowsBackward() {
        return this == BACKWARD || this == BOTH;
    }
}
