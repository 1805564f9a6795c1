package cn.haihe.ops.city.network;

/**
 * A place and a heading in WGS 84.
 *
 * @param bearingDegrees 0 north, clockwise, below 360
 */
public record Position(double lon, double lat, double bearingDegrees) {}
