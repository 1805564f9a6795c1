package cn.haihe.center.parking;

import cn.haihe.map.traffic.Grade;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * How full a car park is.
 *
 * @param freeSpaces 0 or more
 * @param totalSpaces as the source says, else as the map says; empty where neither does
 */
public record Occupancy(int freeSpaces, OptionalInt totalSpaces, String source, Instant observedAt, Grade grade) {}
