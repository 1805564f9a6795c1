package cn.haihe.map.tiles;

import cn.haihe.map.geo.BoundingBox;

/**
 * A tile of the usual web map (EPSG:3857): 2^z by 2^z tiles, x from west, y from north.
 *
 * @param z zoom, 0 to {@value #Z_MAX}
 */
public record TileAddress(int z, int x, int y) {
    public static final int Z_MAX = 20;

    public TileAddress {
        if (z < 0 || z > Z_MAX || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z) {
            throw new IllegalArgumentException("no tile " + z + "/" + x + "/" + y);
        }
    }

    /** The box of the tile, grown on each side by a part of its width. */
    public BoundingBox boundsWithMargin(double part) {
        return new BoundingBox(
                Math.max(-180, lon(x - part)), lat(y + 1 + part), Math.min(180, lon(x + 1 + part)), lat(y - part));
    }

    private double lon(double tiles) {
        return tiles / (1 << z) * 360 - 180;
    }

    private double lat(double tiles) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * tiles / (1 << z)))));
    }
}
