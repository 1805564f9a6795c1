package cn.haihe.map.osm;

import cn.haihe.map.city.City;
import cn.haihe.map.city.CityOrigin;
import cn.haihe.map.city.District;
import cn.haihe.map.city.Names;
import cn.haihe.map.osm.internal.CityBuilder;
import cn.haihe.map.osm.internal.DeclaredOrigin;
import cn.haihe.map.osm.internal.OsmData;
import cn.haihe.map.osm.internal.OsmFile;
import cn.haihe.map.osm.internal.Skips;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes a {@link City} of an OpenStreetMap file: {@code .osm}, {@code .osm.gz} or {@code .osm.pbf}, a real extract or
 * the demo city alike.
 *
 * <p>The roads are those that cars may drive on as GraphHopper's car access reads the tags, cut where two of them share
 * a node, so that both name the same pieces of road. Immutable: each {@code with} gives another importer.
 */
public final class CityImporter {
    private static final String CREDIT = "© OpenStreetMap contributors, ODbL 1.0";

    private final Optional<CityOrigin> origin;
    private final List<District> districts;

    /** An importer that names the city by its file and knows no districts. */
    public CityImporter() {
        this(Optional.empty(), List.of());
    }

    private CityImporter(Optional<CityOrigin> origin, List<District> districts) {
        this.origin = origin;
        this.districts = List.copyOf(districts);
    }

    public CityImporter withOrigin(CityOrigin cityOrigin) {
        return new CityImporter(Optional.of(cityOrigin), districts);
    }

    /** The city gets those of these districts that its roads come near. */
    public CityImporter withDistricts(List<District> cityDistricts) {
        return new CityImporter(origin, cityDistricts);
    }

    /** @throws MapFileException where the file is missing, corrupted, or has no road */
    public ImportedCity importFrom(Path file) {
        long start = System.nanoTime();
        Skips skips = new Skips();
        OsmData data = new OsmFile(file).read(skips);
        City city = new CityBuilder(data, skips).build(originOf(data, file), districts, file);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new ImportedCity(
                city,
                new ImportReport(
                        file,
                        data.nodes().size(),
                        data.ways().size(),
                        data.relations().size(),
                        skips.counts(),
                        took));
    }

    /** However the city is named, what the file says to be partly synthetic stays so. */
    private CityOrigin originOf(OsmData data, Path file) {
        Optional<CityOrigin> declared = DeclaredOrigin.in(data);
        CityOrigin named = origin.or(() -> declared).orElseGet(() -> byName(file));
        boolean synthetic = named.partlySynthetic()
                || declared.map(CityOrigin::partlySynthetic).orElse(false);
        return new CityOrigin(named.names(), synthetic, named.credit());
    }

    private static CityOrigin byName(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.(osm|pbf).*$", "");
        return new CityOrigin(new Names("", name), false, CREDIT);
    }
}
