package cn.haihe.signal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.haihe.signal.Nets;
import cn.haihe.signal.network.Aspect;
import cn.haihe.signal.network.Clearance;
import cn.haihe.signal.network.FixedPlan;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.MovementPair;
import cn.haihe.signal.network.PlanCheck;
import cn.haihe.signal.network.SignalNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalNetReaderTest {
    @TempDir
    Path directory;

    @Test
    void a_network_is_read_whole() {
        SignalNetwork network = Nets.twoCrossings();

        assertThat(network.intervalCount()).isEqualTo(4);
        assertThat(network.links()).hasSize(2);
        Intersection a = network.findIntersection("A").orElseThrow();
        assertThat(a.movements()).hasSize(12);
        assertThat(a.stages().get(0).aspects().get(4)).isEqualTo(Aspect.GREEN);
        assertThat(a.stages().get(0).aspects().get(5)).isEqualTo(Aspect.PERMITTED);
        assertThat(a.conflicts()).contains(new MovementPair("m5", "m10"));
        assertThat(a.clearance(0, 2)).isEqualTo(new Clearance(3, 1));
        assertThat(a.currentPlan().orElseThrow().cycleSeconds()).isEqualTo(116);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signal-net/1 | signal-net/9 | $.format",
                "\"end_s\": 28800 | \"end_s\": 25200 | $.end_s",
                "\"interval_s\": 900 | \"interval_s\": \"900\" | $.interval_s",
                "\"interval_s\": 900 | \"interval_s\": 600 | $.intersections[0].movements[0].desired_vph",
                "\"turn\": \"through\" | \"turn\": \"sideways\" | $.intersections[0].movements[1].turn",
                "\"sat_flow_vph\": 1500 | \"sat_flow_vph\": -3 | $.intersections[0].movements[0].lanes[0].sat_flow_vph",
                "\"id\": \"m1\" | \"id\": \"m0\" | $.intersections[0].movements[1].id",
                "\"approach\": \"A_n_in\" | \"approach\": \"nowhere\" | $.intersections[0].movements[0].approach",
                "\"state\": \"rrrGGgrrrGGg\" | \"state\": \"rrr\" | $.intersections[0].stages[0].state",
                "\"yellow_s\": 3.0 | \"yellow_s\": 1e999 | $.intersections[0].stages[0].clearance.yellow_s",
                "\"to_approach\": \"AB\" | \"to_approach\": \"CD\" | $.links[0].to_approach",
                "\"id\": \"B\" | \"id\": \"A\" | $.intersections[1].id",
                "\"links\" | \"linkz\" | $"
            })
    void what_is_wrong_is_named_with_its_place(String found, String instead, String place) throws IOException {
        String good = Files.readString(Nets.twoCrossingsFile());
        assertThat(good).contains(found);
        Path file = directory.resolve("bad.json");
        int at = good.indexOf(found);
        Files.writeString(file, good.substring(0, at) + instead + good.substring(at + found.length()));

        BadExchange bad = catchThrowableOfType(BadExchange.class, () -> SignalNetReader.read(file));

        assertThat(bad).isNotNull();
        assertThat(bad.place()).isEqualTo(place);
    }

    @Test
    void what_is_not_json_is_named_with_line_and_column() throws IOException {
        Path file = directory.resolve("bad.json");
        for (String text : List.of("", "{\"format\": \n", "[1,2]", "{} {}", "\u0000\u0001")) {
            Files.writeString(file, text);
            assertThat(catchThrowableOfType(BadExchange.class, () -> SignalNetReader.read(file)))
                    .as(text)
                    .isNotNull();
        }
    }

    @Test
    void plans_are_written_and_read_as_they_were() throws Exception {
        SignalNetwork network = Nets.twoCrossings();
        List<FixedPlan> plans = currentPlans(network);
        Path file = directory.resolve("plan.json");

        SignalPlanFile.write(file, network, plans);

        assertThat(SignalPlanFile.read(file, network)).isEqualTo(plans);
    }

    @Test
    void the_present_plans_of_the_judges_networks_are_allowed() {
        List<Path> files = Nets.judgeFiles();
        assumeTrue(!files.isEmpty(), "the shared signal judge is not there");
        for (Path file : files) {
            SignalNetwork network = Nets.read(file);
            assertThat(new PlanCheck(network).faults(currentPlans(network)))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    private static List<FixedPlan> currentPlans(SignalNetwork network) {
        return network.intersections().stream()
                .map(Intersection::currentPlan)
                .flatMap(Optional::stream)
                .toList();
    }
}
