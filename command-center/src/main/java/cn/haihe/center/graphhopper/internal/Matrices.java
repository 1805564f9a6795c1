package cn.haihe.center.graphhopper.internal;

import cn.haihe.center.graphhopper.GraphHopperConfig;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.routing.MatrixAnswer;
import cn.haihe.routing.MatrixRequest;
import cn.haihe.routing.RouteGuide;
import com.graphhopper.util.exceptions.ConnectionNotFoundException;
import com.graphhopper.util.exceptions.PointNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts matrices for GraphHopper's clients. */
@ApplicationScoped
public class Matrices {
    private final GraphHopperConfig config;

    Matrices(GraphHopperConfig config) {
        this.config = config;
    }

    /** What became of a request: a matrix to be written, or errors. */
    public record Outcome(MatrixQuestion asked, MatrixAnswer.Found found, List<Throwable> errors) {
        public boolean isError() {
            return !errors.isEmpty();
        }
    }

    /** @throws IllegalArgumentException where it is more than one request may ask for, or of another profile */
    public void check(MatrixQuestion asked, RouteGuide guide) {
        long cells = (long) asked.from().size() * asked.to().size();
        if (cells > config.matrixCellsMax()) {
            throw new IllegalArgumentException(
                    "too many points: a matrix of " + asked.from().size() + " by "
                            + asked.to().size() + ", at most " + config.matrixCellsMax() + " cells");
        }
        if (!asked.profile().equals("car")) {
            throw new IllegalArgumentException(
                    "a matrix is not served for the profile '" + asked.profile() + "', only for car");
        }
    }

    /** @throws ProblemException 503 {@code search-limit} where it took too long */
    public Outcome count(MatrixQuestion asked, RouteGuide guide) {
        MatrixAnswer answer = guide.matrix(new MatrixRequest(
                asked.from(),
                asked.to(),
                asked.outArrays().contains("distances"),
                config.matrixTimeMax().toMillis()));
        if (answer instanceof MatrixAnswer.Found found) {
            return new Outcome(asked, found, asked.failFast() ? errors(found) : List.of());
        }
        throw new ProblemException(
                503, "search-limit", "Search given up", "The matrix took too much; ask for a smaller one.");
    }

    private static List<Throwable> errors(MatrixAnswer.Found found) {
        List<Throwable> errors = new ArrayList<>();
        found.fromOffMap()
                .forEach(i -> errors.add(new PointNotFoundException("Cannot find point " + i + " of from_points", i)));
        found.toOffMap()
                .forEach(i -> errors.add(new PointNotFoundException("Cannot find point " + i + " of to_points", i)));
        for (int row = 0; row < found.matrix().rows() && errors.isEmpty(); row++) {
            for (int column = 0; column < found.matrix().columns() && errors.isEmpty(); column++) {
                if (!found.matrix().isReached(row, column)) {
                    errors.add(new ConnectionNotFoundException(
                            "Connection between locations not found: from point " + row + " to point " + column,
                            Map.of("from", row, "to", column)));
                }
            }
        }
        return errors;
    }
}
