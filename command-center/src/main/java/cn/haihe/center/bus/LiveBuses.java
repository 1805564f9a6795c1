package cn.haihe.center.bus;

import cn.haihe.map.geo.BoundingBox;
import cn.haihe.map.geo.LonLat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the buses are now. A position appears here once Redis has it, and stays until the bus has not been heard of for
 * the configured time. Answers never wait.
 */
public interface LiveBuses {
    /** @return the buses within the radius, nearest first */
    List<NearBus> listNear(LonLat point, double radiusMetres);

    /** @return the buses within a box, in no order */
    List<LiveBus> listWithin(BoundingBox box);

    /**
     * The last that is known of one.
     *
     * @param id as in {@link BusPosition#id}
     */
    Optional<LiveBus> find(String id);

    /**
     * Leaves these out of {@link #listNear}, which travellers see: vehicles on duty. It takes the place of those before.
     */
    void hide(Set<String> ids);

    /** Buses shown now. */
    int count();

    /** A bus and how far it is from where it was asked for. */
    record NearBus(LiveBus bus, double distanceMetres) {}
}
