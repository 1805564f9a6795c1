package cn.haihe.center.city.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.city.LoadedCity;
import cn.haihe.map.city.CityIndex;
import cn.haihe.map.osm.ImportedCity;
import cn.haihe.map.osm.MapFileException;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** Imports the city on a thread of its own as soon as the hub starts. */
@Startup
@ApplicationScoped
class CityLoader implements CityHolder {
    private static final Logger LOG = Logger.getLogger(CityLoader.class);

    private final MapFile mapFile;
    private final CompletableFuture<LoadedCity> loaded = new CompletableFuture<>();

    CityLoader(MapFile mapFile) {
        this.mapFile = mapFile;
    }

    @PostConstruct
    void start() {
        Thread thread = new Thread(this::load, "map-import");
        thread.setDaemon(true);
        thread.start();
    }

    private void load() {
        try {
            Path file = mapFile.provide();
            LOG.infof("Importing the map %s", file);
            ImportedCity imported = mapFile.importer().importFrom(file);
            LOG.infof(
                    "City ready in %d ms: %d segments, %d signal junctions, %d bus routes, %d stops, %d car parks",
                    imported.report().took().toMillis(),
                    imported.city().segments().size(),
                    imported.city().junctions().size(),
                    imported.city().busRoutes().size(),
                    imported.city().busStops().size(),
                    imported.city().carParks().size());
            loaded.complete(new LoadedCity(imported.city(), new CityIndex(imported.city()), file));
        } catch (MapFileException | MapFile.NotConfiguredException e) {
            fail(e, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The import of the map broke", e);
            fail(e, e.toString());
        }
    }

    /** A hub without a city is of no use: it says why and ends. Tests and dev mode stay up, not ready. */
    private void fail(RuntimeException cause, String detail) {
        LOG.errorf("There is no city to serve: %s", detail);
        loaded.completeExceptionally(cause);
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Quarkus.asyncExit(1);
        }
    }

    /** Why there is no city; empty while it is imported and when it is there. */
    Optional<String> failure() {
        return loaded.isCompletedExceptionally()
                ? Optional.of(
                        loaded.handle((city, failure) -> failure.getMessage()).join())
                : Optional.empty();
    }

    @Override
    public Optional<LoadedCity> find() {
        return loaded.isDone() && !loaded.isCompletedExceptionally() ? Optional.of(loaded.join()) : Optional.empty();
    }

    @Override
    public CompletionStage<LoadedCity> whenLoaded() {
        return loaded.minimalCompletionStage();
    }
}
