package cn.haihe.center.performance.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.duty.SignalWays;
import cn.haihe.center.performance.PerformanceConfig;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.SignalField;
import cn.haihe.map.geo.LonLat;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lays out the corridor that was asked for. */
@ApplicationScoped
public class CorridorDesk {
    private static final int POINTS_MAX = 20;

    private final SignalField field;
    private final SignalWays ways;
    private final CityHolder cities;
    private final CorridorReports reports;
    private final PerformanceConfig config;

    CorridorDesk(
            SignalField field, SignalWays ways, CityHolder cities, CorridorReports reports, PerformanceConfig config) {
        this.field = field;
        this.ways = ways;
        this.cities = cities;
        this.reports = reports;
        this.config = config;
    }

    /** @throws ProblemException 404 {@code unknown-junction}, 422 {@code unfit-corridor} */
    public CorridorReports.Report between(List<String> ids, int windowSeconds, double speedKmh) {
        if (ids.stream().distinct().count() != ids.size()) {
            throw unfit("It names a junction twice.");
        }
        checkCount(ids.size());
        return reports.report(
                Corridor.between(ids.stream().map(field::getJunction).toList()), windowSeconds, speedKmh);
    }

    /** @throws ProblemException where there is no way, 422 {@code unfit-corridor} */
    public CorridorReports.Report along(List<LonLat> points, int windowSeconds, double speedKmh) {
        if (points.size() < 2 || points.size() > POINTS_MAX) {
            throw unfit("A way has 2 to " + POINTS_MAX + " points.");
        }
        SignalWays.Way way = ways.through(points);
        checkCount(way.crossings().size());
        return reports.report(
                Corridor.along(cities.get().city(), way.line(), way.crossings()), windowSeconds, speedKmh);
    }

    private void checkCount(int junctions) {
        if (junctions < 2 || junctions > config.corridorJunctionsMax()) {
            throw unfit("A corridor has 2 to " + config.corridorJunctionsMax() + " junctions; this one has " + junctions
                    + ".");
        }
    }

    private static ProblemException unfit(String detail) {
        return new ProblemException(422, "unfit-corridor", "Unfit corridor", detail);
    }
}
