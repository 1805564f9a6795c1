package cn.haihe.map.osm.internal;

import cn.haihe.map.city.RoadClass;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Class, lanes and speed limit of a road by its tags, and what is usual in a Chinese city where a tag is absent. */
final class RoadRules {
    private static final double KMH_PER_MPH = 1.609344;
    private static final int MOST_LANES = 16;
    private static final Pattern SPEED = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(km/h|kmh|kph|mph)?");

    private RoadRules() {}

    static RoadClass classOf(Tags tags) {
        String highway = tags.get("highway").replace("_link", "");
        return switch (highway) {
            case "motorway" -> RoadClass.MOTORWAY;
            case "trunk" -> RoadClass.TRUNK;
            case "primary" -> RoadClass.PRIMARY;
            case "secondary" -> RoadClass.SECONDARY;
            case "tertiary" -> RoadClass.TERTIARY;
            case "residential" -> RoadClass.RESIDENTIAL;
            case "living_street", "pedestrian" -> RoadClass.LIVING_STREET;
            case "service", "track" -> RoadClass.SERVICE;
            default -> RoadClass.UNCLASSIFIED;
        };
    }

    static boolean isLink(Tags tags) {
        return tags.get("highway").endsWith("_link");
    }

    /**
     * Lanes of one direction of a way.
     *
     * @param forward the direction the way is drawn in
     * @param oneway whether the other direction is closed
     */
    static int lanes(Tags tags, boolean forward, boolean oneway) {
        return Math.min(MOST_LANES, Math.max(1, lanesUncapped(tags, forward, oneway)));
    }

    private static int lanesUncapped(Tags tags, boolean forward, boolean oneway) {
        String direction = forward ? "lanes:forward" : "lanes:backward";
        OptionalInt own = tags.count(direction);
        if (own.isPresent()) {
            return own.getAsInt();
        }
        OptionalInt all = tags.count("lanes");
        if (all.isPresent()) {
            if (oneway) {
                return all.getAsInt();
            }
            OptionalInt other = tags.count(forward ? "lanes:backward" : "lanes:forward");
            return other.isPresent() ? all.getAsInt() - other.getAsInt() : all.getAsInt() / 2;
        }
        return usualLanes(tags, oneway);
    }

    private static int usualLanes(Tags tags, boolean oneway) {
        if (isLink(tags)) {
            return 1;
        }
        return switch (classOf(tags)) {
            case MOTORWAY -> 3;
            case TRUNK, PRIMARY -> oneway ? 3 : 2;
            case SECONDARY -> 2;
            case TERTIARY -> oneway ? 2 : 1;
            default -> 1;
        };
    }

    /** The limit of one direction in km/h, above 0. */
    static double speedLimitKmh(Tags tags, boolean forward) {
        return parseSpeed(tags.get(forward ? "maxspeed:forward" : "maxspeed:backward"))
                .or(() -> parseSpeed(tags.get("maxspeed")))
                .orElseGet(() -> usualSpeedLimitKmh(tags));
    }

    private static Optional<Double> parseSpeed(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        Matcher number = SPEED.matcher(text);
        if (number.matches()) {
            double speed = Double.parseDouble(number.group(1)) * ("mph".equals(number.group(2)) ? KMH_PER_MPH : 1);
            return speed >= 1 && speed <= 200 ? Optional.of(speed) : Optional.empty();
        }
        OptionalDouble zone = zoneSpeedKmh(text);
        return zone.isPresent() ? Optional.of(zone.getAsDouble()) : Optional.empty();
    }

    /** Limits written as the rule of a country, as {@code CN:urban}; the numbers are those of China's traffic law. */
    private static OptionalDouble zoneSpeedKmh(String text) {
        return switch (text.replaceFirst("^[a-z]{2}:", "")) {
            case "motorway" -> OptionalDouble.of(120);
            case "trunk", "rural" -> OptionalDouble.of(70);
            case "urban" -> OptionalDouble.of(50);
            case "living_street" -> OptionalDouble.of(20);
            case "walk" -> OptionalDouble.of(7);
            case "zone30", "zone:30" -> OptionalDouble.of(30);
            case "zone20", "zone:20" -> OptionalDouble.of(20);
            default -> OptionalDouble.empty();
        };
    }

    private static double usualSpeedLimitKmh(Tags tags) {
        boolean link = isLink(tags);
        return switch (classOf(tags)) {
            case MOTORWAY -> link ? 60 : 100;
            case TRUNK -> link ? 50 : 80;
            case PRIMARY -> link ? 40 : 60;
            case SECONDARY -> link ? 40 : 50;
            case TERTIARY, UNCLASSIFIED -> 40;
            case RESIDENTIAL -> 30;
            case LIVING_STREET, SERVICE -> 20;
        };
    }
}
