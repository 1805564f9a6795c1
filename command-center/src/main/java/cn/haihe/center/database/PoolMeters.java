package cn.haihe.center.database;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Each connection of the pool registers a gauge of its queue under one name, so the first one's alone would be shown, as
 * if it were the pool's.
 */
class PoolMeters {
    @Produces
    @Singleton
    MeterFilter withoutQueueOfOneConnection() {
        return MeterFilter.denyNameStartsWith("postgresql.queue.size");
    }
}
