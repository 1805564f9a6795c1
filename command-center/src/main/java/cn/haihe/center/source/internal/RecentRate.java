package cn.haihe.center.source.internal;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counts of the last whole seconds, from any thread without a lock; a count at a second's edge may be lost. */
final class RecentRate {
    static final int SECONDS = 10;
    private static final int SLOTS = 16;

    private final AtomicLongArray secondOfSlot = new AtomicLongArray(SLOTS);
    private final AtomicLongArray countOfSlot = new AtomicLongArray(SLOTS);

    void add(long nowMillis, int count) {
        long second = nowMillis / 1000;
        int slot = (int) (second % SLOTS);
        long seen = secondOfSlot.get(slot);
        if (seen != second && secondOfSlot.compareAndSet(slot, seen, second)) {
            countOfSlot.set(slot, 0);
        }
        countOfSlot.addAndGet(slot, count);
    }

    /** Over the last ten whole seconds. */
    double perSecond(long nowMillis) {
        long second = nowMillis / 1000;
        long sum = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            long age = second - secondOfSlot.get(slot);
            if (age >= 1 && age <= SECONDS) {
                sum += countOfSlot.get(slot);
            }
        }
        return (double) sum / SECONDS;
    }
}
