package cn.haihe.routing.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to measure, and on which map.
 *
 * @param osmFile a real extract; the small demo city where there is none
 * @param growthMax directed edges of the largest generated region
 * @param section the part of the benchmark to run
 */
record BenchOptions(Optional<Path> osmFile, int pairs, long seed, int growthMax, Section section) {
    enum Section {
        ROUTES,
        HEAP,
        GROWTH
    }

    static BenchOptions parse(String[] arguments) {
        Optional<Path> osmFile = Optional.empty();
        int pairs = 1_000;
        long seed = 20260101;
        int growthMax = 1_500_000;
        Section section = Section.ROUTES;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--osm" -> osmFile = Optional.of(Path.of(arguments[++i]));
                case "--pairs" -> pairs = Integer.parseInt(arguments[++i]);
                case "--seed" -> seed = Long.parseLong(arguments[++i]);
                case "--growth-max" -> growthMax = Integer.parseInt(arguments[++i]);
                case "--growth" -> section = Section.GROWTH;
                case "--heap" -> section = Section.HEAP;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        return new BenchOptions(osmFile, pairs, seed, growthMax, section);
    }
}
