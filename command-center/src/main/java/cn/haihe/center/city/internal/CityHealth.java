package cn.haihe.center.city.internal;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the city is there. */
@Readiness
@ApplicationScoped
class CityHealth implements HealthCheck {
    private final CityLoader loader;

    CityHealth(CityLoader loader) {
        this.loader = loader;
    }

    @Override
    public HealthCheckResponse call() {
        String state = loader.find().map(city -> "ready").or(loader::failure).orElse("importing map");
        return HealthCheckResponse.named("city")
                .status(loader.find().isPresent())
                .withData("state", state)
                .build();
    }
}
