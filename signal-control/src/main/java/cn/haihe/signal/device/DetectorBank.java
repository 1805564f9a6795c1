package cn.haihe.signal.device;

import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import cn.haihe.signal.fieldbus.gbt20999.wire.ValueList;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import cn.haihe.signal.junction.PhaseSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The detectors of one controller. Fed by any thread, read by the fleet's: the lock is this controller's own and held
 * for a few instructions.
 */
final class DetectorBank {
    /** So many detectors' data go into one report: it then fits into a datagram that is not cut. */
    private static final int IN_ONE_FRAME = 32;

    private final List<DetectorCell> cells;
    private final WireUnits units;
    private final DetectorCell[] byNumber = new DetectorCell[DetectorPlace.MAX_NUMBER + 1];
    /** Periods of different controllers end at different seconds, so that not all report at once. */
    private final long shiftSeconds;

    DetectorBank(List<DetectorPlace> places, WireUnits units, long shiftSeconds, long nowMillis) {
        this.units = units;
        cells = places.stream().map(place -> new DetectorCell(place, nowMillis)).toList();
        for (DetectorCell cell : cells) {
            if (byNumber[cell.place().number()] != null) {
                throw new IllegalArgumentException(
                        "two detectors " + cell.place().number());
            }
            byNumber[cell.place().number()] = cell;
        }
        this.shiftSeconds = shiftSeconds;
    }

    /** @throws IllegalArgumentException where there is no such detector */
    synchronized void feed(int detector, DetectorState state, long nowMillis) {
        find(detector)
                .orElseThrow(() -> new IllegalArgumentException("no detector " + detector))
                .feed(state, nowMillis);
    }

    /** What the reader gives of a detector; empty where there is no such detector. */
    synchronized <T> Optional<T> find(int detector, BiFunction<DetectorCell, WireUnits, T> reader) {
        return find(detector).map(cell -> reader.apply(cell, units));
    }

    private Optional<DetectorCell> find(int detector) {
        return detector >= 1 && detector < byNumber.length ? Optional.ofNullable(byNumber[detector]) : Optional.empty();
    }

    /** Lives a second. @return what its end gives to report, frame by frame */
    synchronized List<List<DataValue>> advance(long second, DetectorReports reports) {
        List<DetectorCell> ended = List.of();
        for (DetectorCell cell : cells) {
            if (cell.advance(second + shiftSeconds, 1000 * second)) {
                ended = with(ended, cell);
            }
        }
        List<DetectorCell> changed = List.of();
        if (reports == DetectorReports.PERIODS_AND_CHANGES) {
            for (DetectorCell cell : cells) {
                if (cell.takeChanged()) {
                    changed = with(changed, cell);
                }
            }
        }
        return reports == DetectorReports.NONE || ended.isEmpty() && changed.isEmpty()
                ? List.of()
                : frames(ended, changed);
    }

    private static List<DetectorCell> with(List<DetectorCell> cells, DetectorCell cell) {
        List<DetectorCell> more = cells.isEmpty() ? new ArrayList<>() : cells;
        more.add(cell);
        return more;
    }

    private List<List<DataValue>> frames(List<DetectorCell> ended, List<DetectorCell> changed) {
        List<List<DataValue>> frames = new ArrayList<>();
        for (int from = 0; from < ended.size(); from += IN_ONE_FRAME) {
            ValueList values = new ValueList();
            ended.subList(from, Math.min(ended.size(), from + IN_ONE_FRAME))
                    .forEach(cell -> cell.traffic(units).addTo(values));
            frames.add(values.list());
        }
        for (int from = 0; from < changed.size(); from += IN_ONE_FRAME) {
            ValueList values = new ValueList();
            changed.subList(from, Math.min(changed.size(), from + IN_ONE_FRAME))
                    .forEach(cell -> cell.data(units).addTo(values));
            frames.add(values.list());
        }
        return frames;
    }

    void setPeriod(Item item, int detector, int seconds) {
        find(detector, (cell, nothing) -> {
            if (item == Item.DETECTOR_FLOW_PERIOD) {
                cell.setFlowPeriod(seconds);
            } else {
                cell.setOccupancyPeriod(seconds);
            }
            return seconds;
        });
    }

    int size() {
        return cells.size();
    }

    /** The detectors that feel something, detector n as bit n - 1. */
    synchronized long occupied() {
        return bits(DetectorCell::isOccupied);
    }

    long all() {
        return bits(cell -> true);
    }

    /** The detectors that ask for a phase. */
    long ofPhase(int phase) {
        return bits(cell -> cell.place().phases().contains(phase));
    }

    /** The detectors that fail: occupied for so long that it cannot be traffic. */
    synchronized long stuck(long nowMillis) {
        return bits(cell -> cell.isStuck(nowMillis));
    }

    /** The phases for which something waits, or came by since this was asked last. */
    synchronized PhaseSet takeFelt() {
        long felt = 0;
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).takeFelt()) {
                felt |= cells.get(i).place().phases().bits();
            }
        }
        return felt == 0 ? PhaseSet.EMPTY : new PhaseSet(felt);
    }

    private long bits(Predicate<DetectorCell> which) {
        long bits = 0;
        for (DetectorCell cell : cells) {
            if (which.test(cell)) {
                bits |= 1L << cell.place().number() - 1;
            }
        }
        return bits;
    }
}
