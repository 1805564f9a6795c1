package cn.haihe.map.city;

import cn.haihe.map.geo.LonLat;

/** A bus stop; id {@code s<node>} by its OSM node. */
public record BusStop(String id, Names names, LonLat position) {}
