package cn.haihe.center.city;

import cn.haihe.map.city.City;
import java.nio.file.Path;

/**
 * The city that the hub serves.
 *
 * @param mapFile the file it was read from, for whoever reads more out of it
 */
public record LoadedCity(City city, Path mapFile) {}
