package cn.haihe.routing;

import cn.haihe.routing.reach.TravelMatrix;
import java.util.List;
import java.util.Optional;

/** Every way that a request for a matrix can end. */
public sealed interface MatrixAnswer {
    /**
     * @param fromOffMap places to set out from that no road open to cars is near, by index; nothing is reached from them
     * @param toOffMap the same of those to come to
     * @param traffic as of a route
     */
    record Found(TravelMatrix matrix, List<Integer> fromOffMap, List<Integer> toOffMap, Optional<TrafficAge> traffic)
            implements MatrixAnswer {}

    /** The search was given up at a limit. */
    record GivenUp(SearchLimit limit) implements MatrixAnswer {}
}
