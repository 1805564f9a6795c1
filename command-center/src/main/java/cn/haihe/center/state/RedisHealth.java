package cn.haihe.center.state;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while Redis does not answer. */
@Readiness
@ApplicationScoped
class RedisHealth implements HealthCheck {
    private final RedisConnection redis;

    RedisHealth(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("redis").status(redis.isAvailable()).build();
    }
}
