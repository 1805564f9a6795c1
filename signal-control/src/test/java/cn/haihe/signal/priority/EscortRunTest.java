package cn.haihe.signal.priority;

import static cn.haihe.signal.Street.await;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.fieldbus.FieldStatus;
import cn.haihe.signal.fieldbus.Outcome;
import cn.haihe.signal.junction.SignalJunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Vehicles drive along junctions whose controllers stand on real sockets, with priority and without. */
class EscortRunTest {
    private static final long SEED = 20261123;
    private static final int JUNCTIONS = 8;
    private static final double METRES_PER_SECOND = 50 / 3.6;
    private static final int SECONDS_MAX = 1_500;

    /** Drives on while the signal ahead lets it, as far as the stop line where it does not. */
    private static final class Car {
        final List<Crossing> crossings;
        double metres;
        int stops;
        boolean stands;
        boolean isSeen = true;

        Car(List<Crossing> crossings, double metres) {
            this.crossings = crossings;
            this.metres = metres;
        }

        void drive(VirtualStreet street, Map<String, FieldStatus> seen) {
            double to = metres + METRES_PER_SECOND;
            for (Crossing crossing : crossings) {
                boolean reachesLine = metres < crossing.stopLineMetres() && to >= crossing.stopLineMetres();
                if (reachesLine && !hasGreen(street, seen, crossing)) {
                    stops += stands ? 0 : 1;
                    stands = true;
                    return;
                }
            }
            stands = false;
            metres = to;
        }

        private static boolean hasGreen(VirtualStreet street, Map<String, FieldStatus> seen, Crossing crossing) {
            Set<Integer> stages =
                    PassTiming.stagesFor(street.junction(crossing.junctionId()), List.of(crossing.movement()));
            return Optional.ofNullable(seen.get(crossing.junctionId()))
                    .flatMap(FieldStatus::stage)
                    .filter(stages::contains)
                    .isPresent();
        }

        boolean isThrough() {
            return metres > crossings.get(crossings.size() - 1).clearMetres() + 50;
        }
    }

    /** What the hub does each second, without its storage. */
    private static final class Centre {
        final VirtualStreet street;
        final Map<String, JunctionConductor> conductors = new LinkedHashMap<>();
        final Map<String, Recovery> proven = new HashMap<>();

        Centre(VirtualStreet street) {
            this.street = street;
            street.junctions.forEach(junction -> conductors.put(
                    junction.id(),
                    new JunctionConductor(
                            junction,
                            new ClaimArbiter(ArbiterRules.DEFAULT),
                            RecoveryRules.DEFAULT,
                            Optional.empty())));
        }

        void step(Map<String, FieldStatus> seen, List<Escort.Asked> asked) {
            conductors.forEach((id, conductor) -> {
                List<Claim> claims = asked.stream()
                        .filter(one -> one.junctionId().equals(id))
                        .map(Escort.Asked::claim)
                        .toList();
                conductor
                        .step(street.now, Optional.ofNullable(seen.get(id)), Optional.of(street.plans.get(id)), claims)
                        .ifPresent(order -> send(street.junction(id), conductor, order));
                conductor
                        .lastRecovery()
                        .filter(recovery -> recovery.provenAt().isPresent())
                        .ifPresent(recovery -> proven.put(id, recovery));
            });
        }

        private void send(SignalJunction junction, JunctionConductor conductor, Order order) {
            Outcome<Void> outcome = await(street.orders.send(street.maps.get(junction.id()), junction, order));
            conductor.answered(order, outcome instanceof Outcome.Refused, outcome instanceof Outcome.Done);
        }
    }

    @Test
    void aDutyVehicleDrivesThroughWithoutAStopAndTheCrossTrafficIsServedAgainInTime() {
        System.out.println("seed " + SEED);
        int stopsWithout;
        try (VirtualStreet street = new VirtualStreet(JUNCTIONS, SEED)) {
            Car car = new Car(street.crossings(), 0);
            for (int second = 0; second < SECONDS_MAX && !car.isThrough(); second++) {
                car.drive(street, street.tick());
            }
            stopsWithout = car.stops;
            assertThat(car.isThrough()).isTrue();
        }
        try (VirtualStreet street = new VirtualStreet(JUNCTIONS, SEED)) {
            Centre centre = new Centre(street);
            Car car = new Car(street.crossings(), 0);
            Escort escort = escort("d1", street, car);
            run(street, centre, List.of(car), List.of(escort));
            assertThat(escort.isThrough()).isTrue();
            assertThat(car.stops).isZero();
            assertThat(stopsWithout).as("stops without priority").isGreaterThan(1);
            assertRecovered(street, centre);
        }
    }

    @Test
    void oneWhoseVehicleIsNotHeardOfAnyMoreIsGivenBack() {
        try (VirtualStreet street = new VirtualStreet(2, SEED)) {
            Centre centre = new Centre(street);
            Car car = new Car(street.crossings(), 200);
            Escort escort = escort("d1", street, car);
            Progress lastSeen = new Progress(car.metres, 50, street.now);
            Set<CrossingState.Phase> phases = new HashSet<>();
            for (int second = 0; second < 400; second++) {
                Map<String, FieldStatus> seen = street.tick();
                centre.step(
                        seen, escort.ask(Optional.of(lastSeen), id -> Optional.of(street.junction(id)), street.now));
                phases.add(escort.states().get(0).phase());
            }
            assertThat(phases).containsExactlyInAnyOrder(CrossingState.Phase.ASKED, CrossingState.Phase.DROPPED_STALE);
            assertThat(centre.proven).containsKey("j0");
            assertThat(centre.conductors.get("j0").engagement()).isEmpty();
        }
    }

    @Test
    void ofTwoThatMeetOneGoesFirstAndBothPass() {
        try (VirtualStreet street = new VirtualStreet(1, SEED)) {
            Centre centre = new Centre(street);
            List<Crossing> along = street.crossings();
            int across = street.junctions.get(0).phases().stream()
                    .filter(phase -> phase.isVehicle() && phase.approach() == 2)
                    .flatMap(phase -> phase.movements().stream())
                    .filter(movement -> PassTiming.stagesFor(street.junctions.get(0), List.of(movement)).stream()
                            .noneMatch(
                                    PassTiming.stagesFor(street.junctions.get(0), List.of(street.straightOn))
                                            ::contains))
                    .findFirst()
                    .orElseThrow();
            Crossing first = along.get(0);
            Car car = new Car(along, 100);
            Car other = new Car(
                    List.of(new Crossing(first.junctionId(), across, first.stopLineMetres(), first.clearMetres())), 40);
            List<Car> cars = List.of(car, other);
            List<Escort> escorts = List.of(escort("d1", street, car), escort("d2", street, other));
            run(street, centre, cars, escorts);
            assertThat(car.stops).as("the one that arrives first").isZero();
            assertThat(other.isThrough()).isTrue();
            assertRecovered(street, centre);
        }
    }

    private static Escort escort(String id, VirtualStreet street, Car car) {
        return new Escort(id, Authority.ESCORT, car.crossings, 50, EscortRules.DEFAULT);
    }

    private static void run(VirtualStreet street, Centre centre, List<Car> cars, List<Escort> escorts) {
        for (int second = 0; second < SECONDS_MAX; second++) {
            Map<String, FieldStatus> seen = street.tick();
            List<Escort.Asked> asked = new ArrayList<>();
            for (int i = 0; i < cars.size(); i++) {
                Car car = cars.get(i);
                car.drive(street, seen);
                Progress progress = new Progress(car.metres, car.stands ? 0 : 50, street.now);
                asked.addAll(
                        escorts.get(i).ask(Optional.of(progress), id -> Optional.of(street.junction(id)), street.now));
            }
            centre.step(seen, asked);
            boolean isOver = cars.stream().allMatch(Car::isThrough)
                    && centre.conductors.values().stream()
                            .allMatch(conductor -> conductor.engagement().isEmpty());
            if (isOver) {
                return;
            }
        }
    }

    private static void assertRecovered(VirtualStreet street, Centre centre) {
        assertThat(centre.proven.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        street.junctions.stream().map(SignalJunction::id).toList());
        centre.proven.forEach((id, recovery) -> {
            Duration took =
                    Duration.between(recovery.releasedAt(), recovery.provenAt().orElseThrow());
            System.out.println(id + " back in its plan, every stage served, after " + took.toSeconds() + " s, cycle "
                    + street.plans.get(id).cycleSeconds() + " s");
            assertThat(recovery.isLate(street.now)).as(id).isFalse();
            assertThat(recovery.unserved()).isEmpty();
        });
        assertThat(street.devices).allSatisfy(device -> {
            assertThat(device.state().unsafeStates()).isZero();
            assertThat(device.state().plan()).isEqualTo(3);
        });
    }
}
