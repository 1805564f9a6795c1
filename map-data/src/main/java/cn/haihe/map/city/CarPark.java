package cn.haihe.map.city;

import cn.haihe.map.geo.LonLat;
import java.util.OptionalInt;

/** A car park; id {@code p<node>}, {@code pw<way>} or {@code pr<relation>}. The capacity is empty where the map does not know it. */
public record CarPark(String id, Names names, LonLat position, OptionalInt capacity) {}
