package cn.haihe.signal.queue;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One way in which the horizon's demand may come: each vehicle with the moment it would reach its first stop line on a
 * free road, the movements that it makes and the links between them. As many vehicles take each movement in each interval
 * as the network says; when they come and who of them goes where on is drawn. Immutable; the same seed draws the same.
 */
public final class DemandSample {
    /** Careful drivers want up to so much more than the usual gap: by this part of it, and nobody knows a town's before. */
    private static final double MOST_CAUTION = 1;

    final int vehicles;
    /** What its drivers want of a gap, as a multiple of the usual one. */
    final double caution;

    final double[] entrySeconds;
    final double[] speedFactor;
    /** Per vehicle the place of its first movement; one more than vehicles. */
    final int[] first;

    final int[] movement;
    /** The link that leads to each movement, of no meaning for the first of a vehicle. */
    final int[] link;

    private DemandSample(List<DemandDrawing.Trip> trips, double caution) {
        this.caution = caution;
        vehicles = trips.size();
        entrySeconds = new double[vehicles];
        speedFactor = new double[vehicles];
        first = new int[vehicles + 1];
        int passes = trips.stream().mapToInt(trip -> trip.movements.size()).sum();
        movement = new int[passes];
        link = new int[passes];
        int place = 0;
        for (int v = 0; v < vehicles; v++) {
            DemandDrawing.Trip trip = trips.get(v);
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
        SplittableRandom random = new SplittableRandom(seed);
        double caution = 1 + MOST_CAUTION * random.nextDouble();
        return new DemandSample(new DemandDrawing(network, random).trips(), caution);
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
}
