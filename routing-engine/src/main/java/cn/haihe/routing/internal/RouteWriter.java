package cn.haihe.routing.internal;

import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.CongestionStretch;
import cn.haihe.routing.Route;
import cn.haihe.routing.RouteSignals;
import cn.haihe.routing.RouteStep;
import cn.haihe.routing.RouteTimes;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.live.TurnDelays;
import com.graphhopper.ResponsePath;
import com.graphhopper.util.Instruction;
import com.graphhopper.util.InstructionList;
import com.graphhopper.util.PointList;
import com.graphhopper.util.details.PathDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/** Turns GraphHopper's answer into ours. */
final class RouteWriter {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final CongestionScale scale;

    RouteWriter(CongestionScale scale) {
        this.scale = scale;
    }

    Route write(ResponsePath path, LiveSpeeds speeds) {
        return write(path, speeds, Optional.empty());
    }

    /** Of a way through the traffic to come. */
    Route write(ResponsePath path, LiveSpeeds speeds, Instant departure) {
        List<PathDetail> pieces = path.getPathDetails().getOrDefault(PieceDetails.NAME, List.of());
        double metres = 0;
        double usualMetres = 0;
        for (PathDetail detail : pieces) {
            Piece piece = (Piece) detail.getValue();
            metres += piece.metres;
            usualMetres += piece.isUsual ? piece.metres : 0;
        }
        return write(
                path,
                speeds,
                Optional.of(new RouteTimes(
                        departure, departure.plusMillis(path.getTime()), metres == 0 ? 0 : usualMetres / metres)));
    }

    private Route write(ResponsePath path, LiveSpeeds speeds, Optional<RouteTimes> times) {
        List<PathDetail> pieces = path.getPathDetails().getOrDefault(PieceDetails.NAME, List.of());
        double freeFlowSeconds = 0;
        double metres = 0;
        double liveMetres = 0;
        Optional<Grade> weakest = Optional.empty();
        for (PathDetail detail : pieces) {
            Piece piece = (Piece) detail.getValue();
            freeFlowSeconds += piece.freeFlowSeconds;
            metres += piece.metres;
            if (piece.grade.isPresent()) {
                liveMetres += piece.metres;
                Grade grade = piece.grade.get();
                weakest = Optional.of(
                        weakest.map(other -> Grade.weaker(other, grade)).orElse(grade));
            }
        }
        double seconds = path.getTime() / 1000.0;
        List<Integer> segments = segments(pieces);
        return new Route(
                path.getDistance(),
                seconds,
                freeFlowSeconds + turnSeconds(path, pieces),
                line(path.getPoints()),
                steps(path.getInstructions()),
                congestion(pieces),
                segments,
                speeds.findSignals().map(signals -> signals(segments, signals.delays())),
                metres == 0 ? 0 : liveMetres / metres,
                weakest,
                times,
                List.of());
    }

    /** What the way costs beyond its edges: U-turns take their time on empty roads too. */
    private static double turnSeconds(ResponsePath path, List<PathDetail> pieces) {
        double edgeSeconds = 0;
        for (PathDetail detail : pieces) {
            Piece piece = (Piece) detail.getValue();
            edgeSeconds += piece.metres * 3.6 / piece.kmh;
        }
        double rest = path.getTime() / 1000.0 - edgeSeconds;
        double roundingOfMillis = 0.001 * (pieces.size() + 1);
        return rest > roundingOfMillis ? rest : 0;
    }

    /** A signal at the end of the last segment is not passed. */
    private static RouteSignals signals(List<Integer> segments, TurnDelays delays) {
        int passed = 0;
        int counted = 0;
        for (int i = 0; i + 1 < segments.size(); i++) {
            passed += delays.isSignal(segments.get(i)) ? 1 : 0;
            counted += delays.isKnown(segments.get(i)) ? 1 : 0;
        }
        return new RouteSignals(passed, counted);
    }

    private static List<Integer> segments(List<PathDetail> pieces) {
        List<Integer> segments = new ArrayList<>();
        for (PathDetail detail : pieces) {
            ((Piece) detail.getValue()).segment.ifPresent(segment -> {
                if (segments.isEmpty() || segments.get(segments.size() - 1) != segment) {
                    segments.add(segment);
                }
            });
        }
        return segments;
    }

    private List<CongestionStretch> congestion(List<PathDetail> pieces) {
        List<CongestionStretch> stretches = new ArrayList<>();
        for (PathDetail detail : pieces) {
            Piece piece = (Piece) detail.getValue();
            if (piece.grade.isEmpty() && !piece.isUsual || detail.getFirst() == detail.getLast()) {
                continue;
            }
            CongestionLevel level = scale.levelOf(piece.kmh, piece.freeFlowKmh);
            int last = stretches.size() - 1;
            boolean goesOn = last >= 0
                    && stretches.get(last).level() == level
                    && stretches.get(last).to() == detail.getFirst();
            if (goesOn) {
                stretches.set(last, new CongestionStretch(stretches.get(last).from(), detail.getLast(), level));
            } else {
                stretches.add(new CongestionStretch(detail.getFirst(), detail.getLast(), level));
            }
        }
        return stretches;
    }

    private static List<RouteStep> steps(InstructionList instructions) {
        List<RouteStep> steps = new ArrayList<>(instructions.size());
        int from = 0;
        for (Instruction instruction : instructions) {
            int to = from + instruction.getLength();
            steps.add(new RouteStep(
                    instruction.getTurnDescription(instructions.getTr()),
                    instruction.getName(),
                    instruction.getDistance(),
                    instruction.getTime() / 1000.0,
                    from,
                    to));
            from = to;
        }
        return steps;
    }

    private static LineString line(PointList points) {
        Coordinate[] coordinates = new Coordinate[Math.max(2, points.size())];
        for (int i = 0; i < coordinates.length; i++) {
            int point = Math.min(i, points.size() - 1);
            coordinates[i] = new Coordinate(points.getLon(point), points.getLat(point));
        }
        return GEOMETRIES.createLineString(coordinates);
    }
}
