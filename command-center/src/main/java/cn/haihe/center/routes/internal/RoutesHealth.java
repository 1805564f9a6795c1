package cn.haihe.center.routes.internal;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the road graph is open. */
@Readiness
@ApplicationScoped
class RoutesHealth implements HealthCheck {
    private final RouteGuideLoader loader;

    RoutesHealth(RouteGuideLoader loader) {
        this.loader = loader;
    }

    @Override
    public HealthCheckResponse call() {
        String state = loader.find().map(guide -> "ready").or(loader::failure).orElse("opening the road graph");
        return HealthCheckResponse.named("routes")
                .status(loader.find().isPresent())
                .withData("state", state)
                .build();
    }
}
