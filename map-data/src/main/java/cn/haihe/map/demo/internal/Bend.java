package cn.haihe.map.demo.internal;

import java.util.Random;
import org.locationtech.jts.geom.Coordinate;

/**
 * Bends a square grid into a city's: denser in the centre, turned clockwise there as the old concessions along the Haihe
 * are, its lines swaying a little. No two lines of one direction ever meet.
 */
final class Bend {
    private static final double CENTRE_SPACING = 112;
    /** By how much the spacing grows over the first 13 km from the centre. */
    private static final double SPACING_GROWTH = 100;

    private static final double REACH = 13_000;
    private static final double TURN = Math.toRadians(-25);
    private static final double TURN_REACH = 3_000;

    private final double spacing;
    /** Metres by which each step out is longer than the one before. */
    private final double growth;

    private final double[] phase = new double[4];

    Bend(double spacingFactor, Random random) {
        spacing = CENTRE_SPACING * spacingFactor;
        double mean = (CENTRE_SPACING + SPACING_GROWTH / 2) * spacingFactor;
        growth = SPACING_GROWTH * spacingFactor / (REACH / mean);
        for (int i = 0; i < phase.length; i++) {
            phase[i] = random.nextDouble() * 2 * Math.PI;
        }
    }

    /** How many steps of the grid lead so many metres out. */
    double stepsTo(double radius) {
        return (Math.sqrt(spacing * spacing + 2 * growth * radius) - spacing) / growth;
    }

    /** Where the point u steps east and v steps north of the centre comes to lie. */
    Coordinate at(double u, double v) {
        double steps = Math.hypot(u, v);
        double radius = spacing * steps + growth * steps * steps / 2;
        double angle = Math.atan2(v, u) + TURN * Math.exp(-(radius / TURN_REACH) * (radius / TURN_REACH));
        double x = radius * Math.cos(angle);
        double y = radius * Math.sin(angle);
        return new Coordinate(
                x + 30 * Math.sin(y / 900 + phase[0]) + 18 * Math.sin(x / 700 + phase[1]),
                y + 30 * Math.sin(x / 1000 + phase[2]) + 18 * Math.sin(y / 800 + phase[3]));
    }
}
