package cn.haihe.signal.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Segment;
import cn.haihe.map.demo.DemoCity;
import cn.haihe.map.demo.DemoScale;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.PlanCheck;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.optimise.NetworkOptimiser;
import cn.haihe.signal.optimise.OptimisedNetwork;
import cn.haihe.signal.optimise.OptimiserSettings;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.optimise.Webster;
import cn.haihe.signal.optimise.WebsterRules;
import cn.haihe.signal.plan.TimingPlan;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import cn.haihe.signal.verify.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AreaNetworkTest {
    private static final Webster WEBSTER = new Webster(WebsterRules.DEFAULT);
    private static City city;

    @BeforeAll
    static void importCity(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("demo.osm.pbf");
        DemoCity.write(file, DemoScale.SMALL, 1);
        city = new CityImporter().importFrom(file).city();
    }

    @Test
    void plans_for_an_area_of_the_city_pass_the_verifier_and_beat_websters() {
        List<AreaJunction> junctions = junctions(8);
        AreaNetwork area = AreaNetwork.of(city, junctions);

        OptimisedNetwork found = NetworkOptimiser.optimise(
                area.network(), new OptimiserSettings(Duration.ofMinutes(10), 120, 2, 2, 4, 1), progress -> {});

        assertThat(area.network().links()).isNotEmpty();
        assertThat(found.delaySeconds()).isLessThan(found.startDelaySeconds());
        assertThat(found.plans()).hasSize(8);
        for (FixedPlan plan : found.plans()) {
            SignalJunction design = junctions.stream()
                    .filter(junction -> junction.map().id().equals(plan.intersection()))
                    .findFirst()
                    .orElseThrow()
                    .design();
            TimingPlan timing = area.timingPlan(plan, 3);
            assertThat(timing.cycleSeconds()).isEqualTo((int) plan.cycleSeconds());
            assertThat(new SafetyVerifier(Limits.DEFAULT).verify(design, timing))
                    .as(plan.toString())
                    .isInstanceOf(Verdict.Safe.class);
        }
    }

    @Test
    void every_junction_becomes_an_intersection_whose_running_plan_comes_back_as_it_was() {
        List<AreaJunction> all = junctions(Integer.MAX_VALUE);
        AreaNetwork area = AreaNetwork.of(city, all);

        assertThat(area.network().intersections()).hasSameSizeAs(all);
        for (int i = 0; i < all.size(); i++) {
            Intersection intersection = area.network().intersections().get(i);
            TimingPlan running = all.get(i).running().orElseThrow();
            assertThat(area.timingPlan(intersection.currentPlan().orElseThrow(), running.number()))
                    .isEqualTo(running);
            assertThat(intersection.movements()).isNotEmpty();
        }
        List<FixedPlan> plans = area.network().intersections().stream()
                .flatMap(intersection -> intersection.currentPlan().stream())
                .toList();
        assertThat(new PlanCheck(area.network()).faults(plans)).noneMatch(fault -> switch (fault.reason()) {
            case CYCLE_IS_NOT_THE_SUM, UNKNOWN_STAGE, STAGE_FOLLOWS_ITSELF -> true;
            default -> false;
        });
    }

    @Test
    void left_turns_under_a_round_light_must_yield() {
        AreaNetwork area = AreaNetwork.of(city, junctions(Integer.MAX_VALUE));

        assertThat(area.network().intersections())
                .anyMatch(intersection -> intersection.stages().stream()
                        .anyMatch(stage -> stage.aspects().contains(Aspect.PERMITTED)));
    }

    @Test
    void a_junction_twice_and_none_are_refused() {
        List<AreaJunction> one = junctions(1);

        assertThatThrownBy(() -> AreaNetwork.of(city, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AreaNetwork.of(city, List.of(one.get(0), one.get(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    private static List<AreaJunction> junctions(int most) {
        List<AreaJunction> found = new ArrayList<>();
        for (Junction junction : city.junctions()) {
            if (found.size() < most) {
                Demand demand = TypicalDemand.of(
                        junction,
                        id -> city.findSegment(id).map(Segment::roadClass).orElse(null));
                SignalJunction design = JunctionDesigner.design(junction);
                TimingPlan webster = WEBSTER.plan(junction, design, demand, 7);
                found.add(new AreaJunction(junction, design, demand, Optional.of(webster)));
            }
        }
        return found;
    }
}
