package cn.haihe.signal.queue;

import cn.haihe.signal.network.RoadLink;
import cn.haihe.signal.network.SignalNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * One way in which the horizon's demand may come: each vehicle with the moment it would reach its first stop line on a
 * free road, the movements that it makes and the links between them. As many vehicles take each movement in each interval
 * as the network says; when they come and who of them goes where on is drawn. Immutable; the same seed draws the same.
 */
public final class DemandSample {
    /** Within the intervals that demand is known for, traffic comes in surges of minutes: so long, */
    private static final double SURGE_SECONDS = 180;
    /** and of a rate that varies by half of its mean, as an Erlang distribution of this shape does. */
    private static final int SURGE_SHAPE = 4;

    private static final double SPEED_SPREAD = 0.1;
    private static final double LEAST_SPEED_FACTOR = 0.7;
    private static final double MOST_SPEED_FACTOR = 1.3;

    final int vehicles;
    final double[] entrySeconds;
    final double[] speedFactor;
    /** Per vehicle the place of its first movement; one more than vehicles. */
    final int[] first;

    final int[] movement;
    /** The link that leads to each movement, of no meaning for the first of a vehicle. */
    final int[] link;

    private DemandSample(List<Trip> trips) {
        vehicles = trips.size();
        entrySeconds = new double[vehicles];
        speedFactor = new double[vehicles];
        first = new int[vehicles + 1];
        int passes = trips.stream().mapToInt(trip -> trip.movements.size()).sum();
        movement = new int[passes];
        link = new int[passes];
        int place = 0;
        for (int v = 0; v < vehicles; v++) {
            Trip trip = trips.get(v);
            entrySeconds[v] = trip.entry;
            speedFactor[v] = trip.factor;
            first[v] = place;
            for (int i = 0; i < trip.movements.size(); i++) {
                movement[place] = trip.movements.get(i);
                link[place] = i == 0 ? 0 : trip.links.get(i - 1);
                place++;
            }
        }
        first[vehicles] = place;
    }

    public static DemandSample draw(QueueNetwork network, long seed) {
        return new DemandSample(new Drawing(network, new SplittableRandom(seed)).trips());
    }

    public int vehicles() {
        return vehicles;
    }

    /** Passes of stop lines by all vehicles. */
    public int passes() {
        return movement.length;
    }

    /** Vehicles that pass each movement, in the order of the network's intersections and their movements. */
    int[] passes(QueueNetwork network) {
        int[] passes = new int[network.movements];
        for (int one : movement) {
            passes[one]++;
        }
        return passes;
    }

    private static final class Trip {
        private final double entry;
        private final double factor;
        private final List<Integer> movements = new ArrayList<>();
        private final List<Integer> links = new ArrayList<>();
        private int approach;
        private double arrival;

        Trip(double entry, double factor, int approach) {
            this.entry = entry;
            this.factor = factor;
            this.approach = approach;
            arrival = entry;
        }
    }

    private static final class Drawing {
        private final QueueNetwork network;
        private final SplittableRandom random;
        private final int intervals;
        private final double interval;
        private final double horizon;
        private final Map<Integer, List<Integer>> linksOfExits;
        /** Vehicles still to come, by movement and interval. */
        private final int[][] wanted;
        /** Vehicles still to come over a link, by interval of their arrival. */
        private final double[][] linkLeft;
        /** Vehicles an hour that leave by an exit, by interval. */
        private final double[][] exitFlow;

        private final int[][] movementsOfApproach;

        Drawing(QueueNetwork network, SplittableRandom random) {
            this.network = network;
            this.random = random;
            SignalNetwork model = network.network;
            intervals = model.intervalCount();
            interval = model.intervalSeconds();
            horizon = model.horizonSeconds();
            linksOfExits = network.linksOfExits();
            wanted = new int[network.movements][intervals];
            exitFlow = new double[network.exits][intervals];
            List<List<Integer>> byApproach = new ArrayList<>();
            for (int a = 0; a < network.approaches; a++) {
                byApproach.add(new ArrayList<>());
            }
            for (int m = 0; m < network.movements; m++) {
                byApproach.get(network.approachOfMovement[m]).add(m);
                for (int i = 0; i < intervals; i++) {
                    double flow = network.movementModel[m].desiredPerHour().get(i);
                    wanted[m][i] = whole(flow * lengthHours(i));
                    exitFlow[network.exitOfMovement[m]][i] += flow;
                }
            }
            movementsOfApproach = byApproach.stream()
                    .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                    .toArray(int[][]::new);
            linkLeft = new double[network.links][intervals];
            for (int k = 0; k < network.links; k++) {
                RoadLink link = model.links().get(k);
                for (int i = 0; i < intervals; i++) {
                    linkLeft[k][i] = link.flowPerHour().get(i) * lengthHours(i);
                }
            }
        }

        private double lengthHours(int i) {
            return (Math.min(horizon, (i + 1) * interval) - i * interval) / 3_600;
        }

        private int whole(double count) {
            int floor = (int) Math.floor(count);
            return floor + (random.nextDouble() < count - floor ? 1 : 0);
        }

        List<Trip> trips() {
            PriorityQueue<Trip> coming = new PriorityQueue<>(Comparator.comparingDouble(trip -> trip.arrival));
            List<Trip> trips = new ArrayList<>();
            for (int a = 0; a < network.approaches; a++) {
                double[] fromLinks = new double[intervals];
                for (int k = 0; k < network.links; k++) {
                    for (int i = 0; network.linkToApproach[k] == a && i < intervals; i++) {
                        fromLinks[i] += linkLeft[k][i];
                    }
                }
                for (int i = 0; i < intervals; i++) {
                    int total = 0;
                    for (int m : movementsOfApproach[a]) {
                        total += wanted[m][i];
                    }
                    int fromOutside = whole(Math.max(0, total - fromLinks[i]));
                    double length = Math.min(horizon, (i + 1) * interval) - i * interval;
                    double[] surge = surge(length);
                    for (int n = 0; n < fromOutside; n++) {
                        Trip trip = new Trip(i * interval + moment(surge, length), speedFactor(), a);
                        trips.add(trip);
                        coming.add(trip);
                    }
                }
            }
            while (!coming.isEmpty()) {
                Trip trip = coming.poll();
                if (goOn(trip)) {
                    coming.add(trip);
                }
            }
            trips.removeIf(trip -> trip.movements.isEmpty());
            trips.sort(Comparator.comparingDouble(trip -> trip.entry));
            return trips;
        }

        /** Running sums of how much of an interval's demand comes in each slot of it. */
        private double[] surge(double length) {
            double[] sums = new double[Math.max(1, (int) Math.round(length / SURGE_SECONDS))];
            double sum = 0;
            for (int slot = 0; slot < sums.length; slot++) {
                for (int i = 0; i < SURGE_SHAPE; i++) {
                    sum -= Math.log(1 - random.nextDouble());
                }
                sums[slot] = sum;
            }
            return sums;
        }

        private double moment(double[] surge, double length) {
            double drawn = random.nextDouble() * surge[surge.length - 1];
            int slot = 0;
            while (surge[slot] < drawn) {
                slot++;
            }
            return (slot + random.nextDouble()) * length / surge.length;
        }

        private boolean goOn(Trip trip) {
            int now = intervalOf(trip.arrival);
            int movement = drawMovement(trip.approach, now);
            if (movement < 0) {
                return false;
            }
            trip.movements.add(movement);
            int link = drawLink(network.exitOfMovement[movement], trip.arrival);
            if (link < 0) {
                return false;
            }
            trip.arrival += network.linkSeconds[link] / trip.factor;
            trip.approach = network.linkToApproach[link];
            if (trip.arrival >= horizon || movementsOfApproach[trip.approach].length == 0) {
                return false;
            }
            trip.links.add(link);
            return true;
        }

        private int intervalOf(double seconds) {
            return Math.min(intervals - 1, (int) (seconds / interval));
        }

        private int drawMovement(int approach, int now) {
            int[] choices = movementsOfApproach[approach];
            int left = 0;
            for (int m : choices) {
                left += wanted[m][now];
            }
            if (left > 0) {
                int drawn = random.nextInt(left);
                for (int m : choices) {
                    drawn -= wanted[m][now];
                    if (drawn < 0) {
                        wanted[m][now]--;
                        return m;
                    }
                }
            }
            return drawByShare(choices);
        }

        /** Where the interval's vehicles are all there already: by the shares of the whole horizon. */
        private int drawByShare(int[] choices) {
            double[] totals = Arrays.stream(choices)
                    .mapToDouble(m -> network.movementModel[m].desiredPerHour().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .toArray();
            double sum = Arrays.stream(totals).sum();
            double drawn = random.nextDouble() * sum;
            for (int i = 0; sum > 0 && i < choices.length; i++) {
                drawn -= totals[i];
                if (drawn <= 0) {
                    return choices[i];
                }
            }
            return -1;
        }

        private int drawLink(int exit, double leaving) {
            for (int k : linksOfExits.getOrDefault(exit, List.of())) {
                double arriving = leaving + network.linkSeconds[k];
                if (arriving >= horizon) {
                    continue;
                }
                int then = intervalOf(arriving);
                double end = Math.min(horizon, (then + 1) * interval) - network.linkSeconds[k];
                double share = linkLeft[k][then] / Math.max(1, vehiclesLeaving(exit, leaving, end));
                if (linkLeft[k][then] > 0 && random.nextDouble() < share) {
                    linkLeft[k][then]--;
                    return k;
                }
            }
            return -1;
        }

        private double vehiclesLeaving(int exit, double from, double to) {
            double sum = 0;
            for (int i = 0; i < intervals; i++) {
                double overlap = Math.min(to, (i + 1) * interval) - Math.max(from, i * interval);
                sum += Math.max(0, overlap) * exitFlow[exit][i] / 3_600;
            }
            return sum;
        }

        private double speedFactor() {
            double sum = 0;
            for (int i = 0; i < 12; i++) {
                sum += random.nextDouble();
            }
            return Math.max(LEAST_SPEED_FACTOR, Math.min(MOST_SPEED_FACTOR, 1 + SPEED_SPREAD * (sum - 6)));
        }
    }
}
