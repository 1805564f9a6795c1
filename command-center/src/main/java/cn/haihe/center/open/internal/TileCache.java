package cn.haihe.center.open.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.city.LoadedCity;
import cn.haihe.map.tiles.CityTiles;
import cn.haihe.map.tiles.TileAddress;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;

/** The tiles that were asked for lately, up to a bound in bytes. */
@ApplicationScoped
public class TileCache {
    private static final long BYTES_MAX = 48L * 1024 * 1024;
    private static final int OVERHEAD_BYTES = 100;

    private final CityHolder cities;
    private final Cache<TileAddress, byte[]> tiles = Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .weigher((TileAddress address, byte[] bytes) -> bytes.length + OVERHEAD_BYTES)
            .build();
    private volatile CityTiles encoder;

    TileCache(CityHolder cities) {
        this.cities = cities;
    }

    public byte[] get(TileAddress address) {
        CityTiles current = encoder();
        return tiles.get(address, current::encode);
    }

    private CityTiles encoder() {
        CityTiles known = encoder;
        if (known == null) {
            LoadedCity loaded = cities.get();
            // Two first requests may each make one: the same city gives the same tiles.
            known = new CityTiles(loaded.index());
            encoder = known;
        }
        return known;
    }
}
