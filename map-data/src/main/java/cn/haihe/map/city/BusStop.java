package cn.haihe.map.city;

import cn.haihe.map.geo.LonLat;

/** A bus stop; id {@code s<node>} or {@code sw<way>} by its OSM element. */
public record BusStop(String id, Names names, LonLat position) {}
