package cn.haihe.signal.adaptive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** The roads before a {@link Crossing}: vehicles come at random, wait, and leave one in two seconds of green. */
final class QueueStreet {
    private static final int START_LOSS_SECONDS = 2;
    private static final int HEADWAY_SECONDS = 2;

    private final double[] perSecond;
    private final Random random;
    private final List<Deque<Integer>> queues = new ArrayList<>();
    private final int[] greenFor;
    private final int[] passed;
    private int second;
    private long waitedSeconds;
    private int vehicles;

    /** @param perSecond by road, vehicles that come a second on average, below 1 */
    QueueStreet(long seed, double... perSecond) {
        this.perSecond = perSecond.clone();
        random = new Random(seed);
        greenFor = new int[perSecond.length];
        passed = new int[perSecond.length];
        for (int i = 0; i < perSecond.length; i++) {
            queues.add(new ArrayDeque<>());
        }
    }

    void second(boolean[] green) {
        for (int road = 0; road < perSecond.length; road++) {
            Deque<Integer> queue = queues.get(road);
            if (random.nextDouble() < perSecond[road]) {
                queue.addLast(second);
                vehicles++;
            }
            greenFor[road] = green[road] ? greenFor[road] + 1 : 0;
            boolean leaves = greenFor[road] > START_LOSS_SECONDS
                    && (greenFor[road] - START_LOSS_SECONDS) % HEADWAY_SECONDS == 1
                    && !queue.isEmpty();
            passed[road] = leaves ? 1 : 0;
            if (leaves) {
                queue.removeFirst();
            }
            waitedSeconds += queue.size();
        }
        second++;
    }

    int queue(int road) {
        return queues.get(road).size();
    }

    boolean hasPassed(int road) {
        return passed[road] > 0;
    }

    /** What the detectors of {@link Crossing#site} see. */
    List<ZoneSight> sights(List<DetectorZone> zones) {
        List<ZoneSight> sights = new ArrayList<>();
        for (DetectorZone zone : zones) {
            int road = Integer.parseInt(
                    zone.lanes().get(0).substring(Crossing.lane(0).length() - 1));
            int before = (int) (zone.nearMetres() / Crossing.METRES_IN_QUEUE);
            int upTo = (int) (zone.farMetres() / Crossing.METRES_IN_QUEUE);
            int inside = Math.max(0, Math.min(queue(road), upTo) - before);
            sights.add(new ZoneSight(zone.detector(), inside, zone.nearMetres() == 0 ? passed[road] : 0));
        }
        return sights;
    }

    int vehicles() {
        return vehicles;
    }

    double meanDelaySeconds() {
        return vehicles == 0 ? 0 : (double) waitedSeconds / vehicles;
    }
}
