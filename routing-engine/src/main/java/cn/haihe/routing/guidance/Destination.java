package cn.haihe.routing.guidance;

import cn.haihe.map.city.Names;
import cn.haihe.map.geo.LonLat;

/** A place that a sign tells the way to; the id is that of a junction, or {@code b<node>} for a bridge. */
public record Destination(String id, Names names, LonLat position) {}
