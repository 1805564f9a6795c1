package cn.haihe.signal.bench;

import cn.haihe.signal.device.DeviceClock;
import java.time.Instant;

/** The controllers' clock: as fast as ours until it is told to run faster, from then on without a jump. */
final class BenchClock implements DeviceClock {
    private record Pace(Instant from, long fromNanos, double speed) {
        Instant at(long nanos) {
            return from.plusNanos((long) ((nanos - fromNanos) * speed));
        }
    }

    private volatile Pace pace = new Pace(Instant.now(), System.nanoTime(), 1);

    @Override
    public Instant now() {
        return pace.at(System.nanoTime());
    }

    void run(double speed) {
        long nanos = System.nanoTime();
        pace = new Pace(pace.at(nanos), nanos, speed);
    }
}
