package cn.haihe.map.city;

import org.locationtech.jts.geom.Geometry;

/**
 * A water of the base map: for drawing only.
 *
 * @param geometry WGS 84; polygons for areas (lakes, wide rivers), lines for rivers and canals known by their middle
 *     line only
 */
public record Water(Names names, Geometry geometry) {
    public Water {
        if (geometry.isEmpty()) {
            throw new IllegalArgumentException("water " + names.in("zh") + " has no geometry");
        }
    }
}
