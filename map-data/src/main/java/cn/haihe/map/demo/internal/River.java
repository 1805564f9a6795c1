package cn.haihe.map.demo.internal;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.locationtech.jts.operation.buffer.BufferOp;
import org.locationtech.jts.operation.buffer.BufferParameters;

/**
 * The Haihe from Sancha Hekou to the Outer Ring. Its course passes the bridges that have a position and is made up
 * between and beyond them.
 */
final class River {
    /** Half the width of the water; the river is about 100 m wide in the city. */
    private static final double HALF_WIDTH = 50;
    /** From the middle of the river to the roads along its banks. */
    private static final double TO_BANK_ROAD = 95;

    private static final double[][] MADE_UP_ABOVE = {{117.1768, 39.1556}};
    private static final double[][] MADE_UP_BELOW = {
        {117.2500, 39.0945},
        {117.2640, 39.0900},
        {117.2760, 39.0835},
        {117.2900, 39.0805},
        {117.3030, 39.0750},
        {117.3160, 39.0710},
        {117.3300, 39.0660}
    };

    final LineString course;
    final Geometry water;
    final Geometry corridor;
    final PreparedGeometry preparedWater;
    final PreparedGeometry preparedCorridor;

    private River(LineString course) {
        this.course = course;
        water = buffer(course, HALF_WIDTH);
        corridor = buffer(course, TO_BANK_ROAD);
        preparedWater = PreparedGeometryFactory.prepare(water);
        preparedCorridor = PreparedGeometryFactory.prepare(corridor);
    }

    static River of(Facts facts) {
        List<Coordinate> through = new ArrayList<>();
        for (double[] p : MADE_UP_ABOVE) {
            through.add(Plane.toPlane(p[0], p[1]));
        }
        facts.bridges().forEach(bridge -> bridge.position().ifPresent(through::add));
        for (double[] p : MADE_UP_BELOW) {
            through.add(Plane.toPlane(p[0], p[1]));
        }
        return new River(new GeometryFactory().createLineString(rounded(through)));
    }

    /** Cuts the corners twice (Chaikin), so that the river bends instead of breaking. */
    private static Coordinate[] rounded(List<Coordinate> points) {
        List<Coordinate> line = points;
        for (int round = 0; round < 3; round++) {
            List<Coordinate> next = new ArrayList<>();
            next.add(line.get(0));
            for (int i = 0; i + 1 < line.size(); i++) {
                Coordinate p = line.get(i);
                Coordinate q = line.get(i + 1);
                next.add(between(p, q, 0.25));
                next.add(between(p, q, 0.75));
            }
            next.add(line.get(line.size() - 1));
            line = next;
        }
        return line.toArray(Coordinate[]::new);
    }

    private static Coordinate between(Coordinate p, Coordinate q, double t) {
        return new Coordinate(p.x + t * (q.x - p.x), p.y + t * (q.y - p.y));
    }

    private static Geometry buffer(LineString line, double metres) {
        BufferParameters round = new BufferParameters(3);
        return BufferOp.bufferOp(line, metres, round);
    }

    /** One closed road along both banks. */
    LineString bankRoad() {
        return ((Polygon) corridor).getExteriorRing();
    }

    /** Metres along the course. */
    double placeOf(Coordinate position) {
        return new LengthIndexedLine(course).project(position);
    }

    Coordinate at(double place) {
        return new LengthIndexedLine(course).extractPoint(place);
    }

    /** A line straight across the river, reaching {@code metres} to either side of its middle. */
    List<Coordinate> across(double place, double metres) {
        LengthIndexedLine line = new LengthIndexedLine(course);
        Coordinate before = line.extractPoint(place - 30);
        Coordinate after = line.extractPoint(place + 30);
        Coordinate middle = line.extractPoint(place);
        double length = before.distance(after);
        double nx = -(after.y - before.y) / length;
        double ny = (after.x - before.x) / length;
        return List.of(
                new Coordinate(middle.x + nx * metres, middle.y + ny * metres),
                new Coordinate(middle.x - nx * metres, middle.y - ny * metres));
    }
}
