package cn.haihe.ops.city.traffic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The time of day in the model: it may start at another hour than the wall clock shows and run faster. Only demand,
 * incidents and car parks follow it; vehicles move, and devices date their records, by the wall clock.
 */
public final class ModelClock {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Clock wall;
    private final Instant wallStart;
    private final LocalDateTime modelStart;
    private final double speed;

    /**
     * @param startAt the model's time of day now, or null for the wall clock's
     * @param speed how many seconds pass in the model while one passes on the wall, above 0, at most 3,600
     */
    public ModelClock(Clock wall, LocalTime startAt, double speed) {
        if (!(speed > 0 && speed <= 3600)) {
            throw new IllegalArgumentException("the model's clock runs 0 to 3600 times as fast, not " + speed);
        }
        this.wall = wall;
        this.speed = speed;
        wallStart = wall.instant();
        LocalDateTime now = LocalDateTime.ofInstant(wallStart, ZONE);
        modelStart = startAt == null ? now : now.toLocalDate().atTime(startAt);
    }

    public LocalDateTime now() {
        double seconds = Duration.between(wallStart, wall.instant()).toMillis() / 1000.0 * speed;
        return modelStart.plusNanos((long) (seconds * 1e9));
    }

    /** How far the model's time is ahead of the wall clock's, while both run alike; negative where it is behind. */
    public Duration aheadOfWall() {
        return Duration.between(LocalDateTime.ofInstant(wallStart, ZONE), modelStart);
    }

    public double speed() {
        return speed;
    }

    /** The wall clock, by which devices date what they report. */
    public Clock wall() {
        return wall;
    }
}
