package cn.haihe.signal.adaptive;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Watches the detectors of one junction for those that answer and yet tell nothing: one that never changes although its lanes
 * had green, and one at a stop line that never sees anybody while its lanes' part of what passes elsewhere should have come.
 * Either is believed again as soon as it tells something else.
 */
final class DetectorHealth {
    /** A reading above nothing that stays the very same for so long, */
    static final int UNCHANGED_SECONDS = 600;
    /** of which so many in green, is no reading. */
    static final int UNCHANGED_GREEN_SECONDS = 60;
    /** So many should have come, and nobody was seen: with chance arrivals this happens once in 500 million. */
    static final double SILENT_VEHICLES = 20;

    private final List<DetectorZone> zones;
    private final int[][] lanesOfZone;
    private final double[] usualPerSecond;
    private final double[] lastVehicles;
    private final int[] unchangedSeconds;
    private final int[] unchangedGreenSeconds;
    private final double[] missedVehicles;

    /**
     * @param lanesOfZone by zone, places of its lanes
     * @param usualPerSecond by lane, vehicles that usually come
     */
    DetectorHealth(List<DetectorZone> zones, int[][] lanesOfZone, double[] usualPerSecond) {
        this.zones = zones;
        this.lanesOfZone = lanesOfZone;
        this.usualPerSecond = usualPerSecond;
        lastVehicles = new double[zones.size()];
        unchangedSeconds = new int[zones.size()];
        unchangedGreenSeconds = new int[zones.size()];
        missedVehicles = new double[zones.size()];
    }

    /** @param isOpen by lane, whether it has green */
    void see(List<ZoneSight> sights, boolean[] isOpen) {
        double passed = 0;
        double usual = 0;
        for (int i = 0; i < lanesOfZone.length; i++) {
            if (isAtStopLine(i)) {
                passed += sights.get(i).passedVehicles();
                usual += usual(i);
            }
        }
        for (int i = 0; i < lanesOfZone.length; i++) {
            ZoneSight sight = sights.get(i);
            boolean isSame = sight.vehicles() > 0 && sight.passedVehicles() == 0 && sight.vehicles() == lastVehicles[i];
            lastVehicles[i] = sight.vehicles();
            unchangedSeconds[i] = isSame ? unchangedSeconds[i] + 1 : 0;
            unchangedGreenSeconds[i] = isSame ? unchangedGreenSeconds[i] + (isOpen(i, isOpen) ? 1 : 0) : 0;
            boolean isSilent = sight.vehicles() == 0 && sight.passedVehicles() == 0;
            double ofOthers = usual - usual(i);
            double due = ofOthers > 0 ? passed * usual(i) / ofOthers : 0;
            missedVehicles[i] = isSilent && isAtStopLine(i) ? missedVehicles[i] + due : 0;
        }
    }

    boolean isTrusted(int zone) {
        boolean isStuck =
                unchangedSeconds[zone] >= UNCHANGED_SECONDS && unchangedGreenSeconds[zone] >= UNCHANGED_GREEN_SECONDS;
        return !isStuck && missedVehicles[zone] < SILENT_VEHICLES;
    }

    /** Numbers of the detectors that are not believed. */
    Set<Integer> distrusted() {
        Set<Integer> numbers = new TreeSet<>();
        for (int i = 0; i < lanesOfZone.length; i++) {
            if (!isTrusted(i)) {
                numbers.add(zones.get(i).detector());
            }
        }
        return numbers;
    }

    private boolean isAtStopLine(int zone) {
        return zones.get(zone).nearMetres() == 0;
    }

    private double usual(int zone) {
        double sum = 0;
        for (int lane : lanesOfZone[zone]) {
            sum += usualPerSecond[lane];
        }
        return sum;
    }

    private boolean isOpen(int zone, boolean[] isOpen) {
        for (int lane : lanesOfZone[zone]) {
            if (isOpen[lane]) {
                return true;
            }
        }
        return false;
    }
}
