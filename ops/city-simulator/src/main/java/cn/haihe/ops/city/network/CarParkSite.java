package cn.haihe.ops.city.network;

import java.util.OptionalInt;

/** A car park as the open data tells it; the capacity is empty where the map does not know it. */
public record CarParkSite(String id, double lon, double lat, OptionalInt capacity) {}
