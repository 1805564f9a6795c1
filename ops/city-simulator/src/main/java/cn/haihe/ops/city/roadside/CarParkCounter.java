package cn.haihe.ops.city.roadside;

import cn.haihe.ops.city.network.CarParkSite;
import cn.haihe.ops.city.traffic.DayProfile;
import cn.haihe.ops.city.traffic.SeededHash;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Random;

/** The counter at a car park's barriers: cars come and go by chance, around what its use wants at this hour. */
final class CarParkCounter {
    /** How long a parked car stays on average; sets how many come and go while the total holds. */
    private static final double STAY_HOURS = 1.8;

    private static final double LONGEST_STEP_HOURS = 0.25;

    private final CarParkSite site;
    private final int totalSpaces;
    private final CarParkUse use;
    private final Random random;
    private int taken;
    private LocalDateTime last;

    CarParkCounter(CarParkSite site, long seed, LocalDateTime now) {
        this.site = site;
        long own = SeededHash.mix(seed, site.id().hashCode(), 7);
        random = new Random(own);
        use = CarParkUse.values()[random.nextInt(CarParkUse.values().length)];
        int guessed = 60 + 20 * random.nextInt(25);
        totalSpaces = site.capacity().isPresent() ? site.capacity().getAsInt() : guessed;
        last = now;
        taken = clamp((int) Math.round(totalSpaces * use.wantedShare(DayProfile.hourOfDay(now))));
    }

    /** Lets the cars of the model's time since the last call come and go. */
    void passTo(LocalDateTime now) {
        double hours = Duration.between(last, now).toMillis() / 3.6e6;
        last = now;
        while (hours > 0) {
            double step = Math.min(LONGEST_STEP_HOURS, hours);
            hours -= step;
            double wanted = totalSpaces * use.wantedShare(DayProfile.hourOfDay(now));
            int arrivals = poisson(step / STAY_HOURS * wanted);
            int departures = poisson(step / STAY_HOURS * taken);
            taken = clamp(taken + arrivals - departures);
        }
    }

    private int clamp(int cars) {
        return Math.max(0, Math.min(totalSpaces, cars));
    }

    private int poisson(double mean) {
        if (mean > 30) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double product = random.nextDouble();
        int count = 0;
        double limit = Math.exp(-mean);
        while (product > limit) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }

    String id() {
        return site.id();
    }

    int freeSpaces() {
        return totalSpaces - taken;
    }

    int totalSpaces() {
        return totalSpaces;
    }
}
