package cn.haihe.routing.reach;

import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.hierarchy.LinkLengths;
import cn.haihe.routing.hierarchy.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Many-to-many times and distances over one metric. For one matrix, on one thread. */
public final class MatrixSearch {
    private final Streets streets;
    private final Metric metric;
    private final Starts starts = new Starts();

    /** @param arcCentimetres the length of each arc */
    public MatrixSearch(Metric metric, int[] arcCentimetres) {
        this.metric = metric;
        streets = new Streets(metric, arcCentimetres);
    }

    /**
     * @param from empty where a place is far from every road
     * @param isOver asked before each row
     * @return empty where it was over before the last row
     */
    public Optional<TravelMatrix> matrix(
            List<Optional<Stand>> from, List<Optional<Stand>> to, boolean withDistances, BooleanSupplier isOver) {
        Optional<LinkLengths> lengths =
                withDistances ? Optional.of(new LinkLengths(metric, streets::centimetres)) : Optional.empty();
        int[] targets = to.stream()
                .flatMap(Optional::stream)
                .flatMapToInt(stand -> Arrays.stream(stand.arcs()))
                .distinct()
                .toArray();
        OneToMany sweep = new OneToMany(metric, targets, lengths);
        TravelMatrix matrix = new TravelMatrix(from.size(), to.size(), withDistances);
        for (int row = 0; row < from.size(); row++) {
            if (isOver.getAsBoolean()) {
                return Optional.empty();
            }
            if (from.get(row).isPresent()) {
                fill(matrix, row, from.get(row).get(), to, sweep, withDistances);
            }
        }
        return Optional.of(matrix);
    }

    private void fill(
            TravelMatrix matrix,
            int row,
            Stand from,
            List<Optional<Stand>> to,
            OneToMany sweep,
            boolean withDistances) {
        streets.setOutFrom(from, starts);
        sweep.run(starts);
        for (int column = 0; column < to.size(); column++) {
            if (to.get(column).isEmpty()) {
                continue;
            }
            Stand stand = to.get(column).get();
            int best = from.isAtNode() && from.node() == stand.node() ? 0 : Costs.CLOSED;
            int length = 0;
            for (int i = 0; i < stand.arcs().length; i++) {
                int arc = stand.arcs()[i];
                double share = stand.shares()[i];
                if (streets.isClosed(arc)) {
                    continue;
                }
                int around = sweep.millis(arc) + streets.millis(arc, share);
                if (around < best) {
                    best = around;
                    length = withDistances ? sweep.length(arc) + streets.centimetres(arc, share) : 0;
                }
                double ahead = share - shareOn(from, arc);
                if (ahead >= 0 && streets.millis(arc, ahead) < best) {
                    best = streets.millis(arc, ahead);
                    length = streets.centimetres(arc, ahead);
                }
            }
            if (best < Costs.CLOSED && withDistances) {
                matrix.put(row, column, best, length);
            } else if (best < Costs.CLOSED) {
                matrix.put(row, column, best);
            }
        }
    }

    /** How far along an arc the way sets out, or beyond its end where it does not. */
    private static double shareOn(Stand from, int arc) {
        return from.isAtNode()
                ? 2
                : IntStream.range(0, from.arcs().length)
                        .filter(i -> from.arcs()[i] == arc)
                        .mapToDouble(i -> from.shares()[i])
                        .findFirst()
                        .orElse(2);
    }
}
