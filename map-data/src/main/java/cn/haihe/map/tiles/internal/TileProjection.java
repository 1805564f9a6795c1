package cn.haihe.map.tiles.internal;

import cn.haihe.map.tiles.TileAddress;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/** From WGS 84 degrees to the units of one tile, x to the right and y down from its north-west corner. */
public final class TileProjection implements CoordinateSequenceFilter {
    private final TileAddress tile;
    private final double worldUnits;
    private final double extent;

    public TileProjection(TileAddress tile, int extent) {
        this.tile = tile;
        this.extent = extent;
        worldUnits = (double) extent * (1 << tile.z());
    }

    public double x(double lon) {
        return (lon + 180) / 360 * worldUnits - tile.x() * extent;
    }

    public double y(double lat) {
        double mercator = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2));
        return (1 - mercator / Math.PI) / 2 * worldUnits - tile.y() * extent;
    }

    /** A projected copy. */
    public Geometry project(Geometry wgs84) {
        Geometry copy = wgs84.copy();
        copy.apply(this);
        copy.geometryChanged();
        return copy;
    }

    @Override
    public void filter(CoordinateSequence points, int i) {
        double lon = points.getX(i);
        double lat = points.getY(i);
        points.setOrdinate(i, 0, x(lon));
        points.setOrdinate(i, 1, y(lat));
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public boolean isGeometryChanged() {
        return true;
    }
}
