package cn.haihe.signal.optimise;

import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.SignalNetwork;
import cn.haihe.signal.queue.QueueNetwork;
import cn.haihe.signal.queue.QueueRules;
import cn.haihe.signal.queue.SignalProgram;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A few intersections of a large network as one of their own, so that a change at one of them need not be tried on the whole:
 * a core that may change, and around it those that traffic links with it, which stay as they are and make its platoons. What
 * is found in a window is still to be held against the whole.
 */
final class Window {
    final QueueNetwork queues;
    final List<CycleSpace> spaces;
    final int[][] neighbours;
    private final int[] places;
    private final Set<Integer> core;

    /** @param linked per intersection those that traffic links it with */
    Window(SignalNetwork network, List<CycleSpace> allSpaces, int[][] linked, Set<Integer> core) {
        this.core = core;
        TreeSet<Integer> all = new TreeSet<>(core);
        core.forEach(place -> Arrays.stream(linked[place]).forEach(all::add));
        places = all.stream().mapToInt(Integer::intValue).toArray();
        spaces = Arrays.stream(places).mapToObj(allSpaces::get).toList();
        List<Intersection> intersections =
                spaces.stream().map(space -> space.intersection).toList();
        Set<String> ids = intersections.stream().map(Intersection::id).collect(Collectors.toCollection(HashSet::new));
        SignalNetwork part = new SignalNetwork(
                network.name(),
                network.beginSeconds(),
                network.endSeconds(),
                network.intervalSeconds(),
                network.limits(),
                intersections,
                network.links().stream()
                        .filter(link -> ids.contains(link.from()) && ids.contains(link.to()))
                        .toList());
        queues = new QueueNetwork(part, QueueRules.DEFAULT);
        neighbours = Neighbours.of(part);
    }

    /** What of the whole is in the window; only the core has plans that may change. */
    NetworkCandidate cut(NetworkCandidate whole) {
        StageCycle[] cycles = new StageCycle[places.length];
        SignalProgram[] programs = new SignalProgram[places.length];
        for (int i = 0; i < places.length; i++) {
            cycles[i] = core.contains(places[i]) ? whole.cycles[places[i]] : null;
            programs[i] = whole.programs[places[i]];
        }
        return new NetworkCandidate(cycles, programs);
    }

    /** Where an intersection of the whole stands here. */
    int placeOf(int intersection) {
        return Arrays.binarySearch(places, intersection);
    }

    void paste(NetworkCandidate part, NetworkCandidate whole) {
        for (int i = 0; i < places.length; i++) {
            if (part.cycles[i] != null) {
                whole.cycles[places[i]] = part.cycles[i];
                whole.programs[places[i]] = part.programs[i];
            }
        }
    }
}
