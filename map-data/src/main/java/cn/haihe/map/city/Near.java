package cn.haihe.map.city;

/**
 * Something found around a point.
 *
 * @param distanceMetres from the point to it
 */
public record Near<T>(T thing, double distanceMetres) {}
