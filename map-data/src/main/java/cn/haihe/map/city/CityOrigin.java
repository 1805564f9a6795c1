package cn.haihe.map.city;

/**
 * Where a city's data comes from; every place that shows the city says so.
 *
 * @param names of the city
 * @param partlySynthetic true for the demo city
 * @param credit what the licence of the data asks to be shown
 */
public record CityOrigin(Names names, boolean partlySynthetic, String credit) {}
