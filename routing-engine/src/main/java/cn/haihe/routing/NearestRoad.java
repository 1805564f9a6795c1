package cn.haihe.routing;

import cn.haihe.map.geo.LonLat;

/**
 * Where a place meets the road network.
 *
 * @param position on the nearest road, WGS 84
 * @param distanceMetres from the place that was asked for
 */
public record NearestRoad(LonLat position, double distanceMetres) {}
