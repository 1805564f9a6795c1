package cn.haihe.center.state;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while Redis does not answer. */
@Readiness
@ApplicationScoped
class RedisHealth implements AsyncHealthCheck {
    private final RedisConnection redis;

    RedisHealth(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() -> redis.commands().ping())
                .map(pong -> HealthCheckResponse.up("redis"))
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down("redis"));
    }
}
