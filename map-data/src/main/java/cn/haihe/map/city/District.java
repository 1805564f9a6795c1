package cn.haihe.map.city;

import org.locationtech.jts.geom.Geometry;

/**
 * A district (区), for labels and grouping only: the datum of the boundary's source is not stated.
 *
 * @param adcode six digits, as 120101
 * @param boundary polygon or multipolygon
 */
public record District(String adcode, Names names, Geometry boundary) {}
