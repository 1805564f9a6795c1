package cn.haihe.routing;

import cn.haihe.map.traffic.CongestionLevel;

/** A part of a route with one level, between two of its points by index. */
public record CongestionStretch(int from, int to, CongestionLevel level) {}
