package cn.haihe.center.city;

import cn.haihe.map.city.City;
import cn.haihe.map.city.CityIndex;
import java.nio.file.Path;

/**
 * The city that the hub serves.
 *
 * @param index of the same city, to ask what lies where
 * @param mapFile the file it was read from, for whoever reads more out of it
 */
public record LoadedCity(City city, CityIndex index, Path mapFile) {}
