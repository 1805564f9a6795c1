package cn.haihe.signal.adaptive;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Watches the detectors of one junction for those that answer and yet tell nothing: one that never changes although its lanes
 * had green, and those at the stop line of which no lane of a movement sees anybody while that movement's part of what passes
 * elsewhere should have come. Each is believed again as soon as it tells something else.
 */
final class DetectorHealth {
    /** A reading above nothing that stays the very same for so long, */
    static final int UNCHANGED_SECONDS = 600;
    /** of which so many in green, is no reading. */
    static final int UNCHANGED_GREEN_SECONDS = 60;
    /** So many should have come, and nobody was seen: with chance arrivals this happens once in 500 million. */
    static final double SILENT_VEHICLES = 20;

    private final JunctionModel model;
    private final List<DetectorZone> zones;
    private final int[][] lanesOfZone;
    private final double[] lastVehicles;
    private final int[] unchangedSeconds;
    private final int[] unchangedGreenSeconds;
    private final double[] missedOfMovement;
    private final boolean[] isLaneSilent;
    private final boolean[] isLaneWatched;

    /** @param lanesOfZone by zone, places of its lanes */
    DetectorHealth(JunctionModel model, List<DetectorZone> zones, int[][] lanesOfZone) {
        this.model = model;
        this.zones = zones;
        this.lanesOfZone = lanesOfZone;
        lastVehicles = new double[zones.size()];
        unchangedSeconds = new int[zones.size()];
        unchangedGreenSeconds = new int[zones.size()];
        missedOfMovement = new double[model.movementCount()];
        isLaneSilent = new boolean[model.laneCount()];
        isLaneWatched = new boolean[model.laneCount()];
        for (int i = 0; i < lanesOfZone.length; i++) {
            for (int lane : lanesOfZone[i]) {
                isLaneWatched[lane] |= isAtStopLine(i);
            }
        }
    }

    /** @param isOpen by lane, whether it has green */
    void see(List<ZoneSight> sights, boolean[] isOpen) {
        double passed = 0;
        boolean[] isSeen = new boolean[isLaneWatched.length];
        for (int i = 0; i < lanesOfZone.length; i++) {
            ZoneSight sight = sights.get(i);
            boolean isSame = sight.vehicles() > 0 && sight.passedVehicles() == 0 && sight.vehicles() == lastVehicles[i];
            lastVehicles[i] = sight.vehicles();
            unchangedSeconds[i] = isSame ? unchangedSeconds[i] + 1 : 0;
            unchangedGreenSeconds[i] = isSame ? unchangedGreenSeconds[i] + (isAny(isOpen, i) ? 1 : 0) : 0;
            if (isAtStopLine(i)) {
                passed += sight.passedVehicles();
                for (int lane : lanesOfZone[i]) {
                    isSeen[lane] |= sight.vehicles() > 0 || sight.passedVehicles() > 0;
                }
            }
        }
        miss(passed, isSeen);
    }

    /** Drivers choose among the lanes of a movement: only all of them together can be silent. */
    private void miss(double passed, boolean[] isSeen) {
        double usual = 0;
        for (int movement = 0; movement < missedOfMovement.length; movement++) {
            usual += model.movementPerSecond(movement);
        }
        Arrays.fill(isLaneSilent, false);
        for (int movement = 0; movement < missedOfMovement.length; movement++) {
            double own = model.movementPerSecond(movement);
            boolean isMissed = usual > own;
            for (int lane : model.lanesOfMovement(movement)) {
                isMissed &= isLaneWatched[lane] && !isSeen[lane];
            }
            missedOfMovement[movement] = isMissed ? missedOfMovement[movement] + passed * own / (usual - own) : 0;
            if (missedOfMovement[movement] >= SILENT_VEHICLES) {
                for (int lane : model.lanesOfMovement(movement)) {
                    isLaneSilent[lane] = true;
                }
            }
        }
    }

    boolean isTrusted(int zone) {
        boolean isStuck =
                unchangedSeconds[zone] >= UNCHANGED_SECONDS && unchangedGreenSeconds[zone] >= UNCHANGED_GREEN_SECONDS;
        return !isStuck && !(isAtStopLine(zone) && isAny(isLaneSilent, zone));
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

    private boolean isAny(boolean[] ofLanes, int zone) {
        for (int lane : lanesOfZone[zone]) {
            if (ofLanes[lane]) {
                return true;
            }
        }
        return false;
    }
}
