package cn.haihe.map.osm;

import cn.haihe.map.city.City;

/** A city and how its import went. */
public record ImportedCity(City city, ImportReport report) {}
