package cn.haihe.signal.optimise;

import cn.haihe.signal.network.RoadLink;
import cn.haihe.signal.network.SignalNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which intersections traffic links with each other. */
final class Neighbours {
    private Neighbours() {}

    /** Per intersection the places of those that it is linked with, without those that have nothing to plan. */
    static int[][] of(SignalNetwork network) {
        Map<String, Integer> places = new HashMap<>();
        List<TreeSet<Integer>> found = new ArrayList<>();
        for (int i = 0; i < network.intersections().size(); i++) {
            places.put(network.intersections().get(i).id(), i);
            found.add(new TreeSet<>());
        }
        for (RoadLink link : network.links()) {
            if (link.flowPerHour().stream().anyMatch(flow -> flow > 0)) {
                join(network, found, places.get(link.from()), places.get(link.to()));
                join(network, found, places.get(link.to()), places.get(link.from()));
            }
        }
        return found.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static void join(SignalNetwork network, List<TreeSet<Integer>> found, int from, int to) {
        if (from != to && network.intersections().get(to).isPlannable()) {
            found.get(from).add(to);
        }
    }
}
