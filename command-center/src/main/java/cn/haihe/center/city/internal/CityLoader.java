package cn.haihe.center.city.internal;

import cn.haihe.center.city.CityAmendment;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.city.CityRefusedException;
import cn.haihe.center.city.LoadedCity;
import cn.haihe.center.start.Loading;
import cn.haihe.map.city.City;
import cn.haihe.map.city.CityIndex;
import cn.haihe.map.osm.ImportedCity;
import cn.haihe.map.osm.MapFileException;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** Imports the city on a thread of its own as soon as the hub starts. */
@Startup
@ApplicationScoped
class CityLoader implements CityHolder {
    private static final Logger LOG = Logger.getLogger(CityLoader.class);

    private final MapFile mapFile;
    private final List<CityAmendment> amendments;
    private final Loading<LoadedCity> loading = new Loading<>(
            "map-import", MapFileException.class, MapFile.NotConfiguredException.class, CityRefusedException.class);

    CityLoader(MapFile mapFile, @All List<CityAmendment> amendments) {
        this.mapFile = mapFile;
        this.amendments = amendments;
    }

    @PostConstruct
    void start() {
        loading.start(this::load);
    }

    private LoadedCity load() {
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
        City city = imported.city();
        for (CityAmendment amendment : amendments) {
            city = amendment.amend(city);
        }
        return new LoadedCity(city, new CityIndex(city), file);
    }

    /** Why there is no city; empty while it is imported and when it is there. */
    Optional<String> failure() {
        return loading.failure();
    }

    @Override
    public Optional<LoadedCity> find() {
        return loading.find();
    }

    @Override
    public CompletionStage<LoadedCity> whenLoaded() {
        return loading.whenLoaded();
    }
}
