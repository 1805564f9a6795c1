package cn.haihe.center.city;

import cn.haihe.map.city.City;

/** Somebody who knows parts of the city better than its map, and is asked once, before anybody sees the city. */
public interface CityAmendment {
    /** @throws CityRefusedException where the city must not be served so: the hub ends */
    City amend(City city);
}
