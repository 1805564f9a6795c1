package cn.haihe.signal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Turn;
import cn.haihe.signal.Nets;
import cn.haihe.signal.adaptive.AdaptiveSite;
import cn.haihe.signal.junction.DesignFingerprint;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Yields;
import cn.haihe.signal.verify.Finding;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.Rule;
import cn.haihe.signal.verify.SafetyVerifier;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JunctionSurveyTest {
    private static final SafetyVerifier VERIFIER = new SafetyVerifier(Limits.DEFAULT);
    private static final List<String> SIDES = List.of("n", "e", "s", "w");

    @TempDir
    Path folder;

    private ObjectNode net;
    private ObjectNode crossing;

    @BeforeEach
    void surveyTheFirstCrossing() throws IOException {
        net = (ObjectNode) new ObjectMapper().readTree(Nets.twoCrossingsFile().toFile());
        crossing = (ObjectNode) net.path("intersections").path(0);
        ObjectNode survey = crossing.putObject("survey");
        survey.put("junction", "j7").put("name", "甲路与乙道交口").put("lon", 117.2).put("lat", 39.1);
        survey.putArray("signal_nodes").add(7);
        ArrayNode arms = survey.putArray("arms");
        for (int side = 0; side < SIDES.size(); side++) {
            ObjectNode arm = arms.addObject();
            arm.put("bearing_deg", 90 * side).put("lanes", 1).put("width_m", 7);
            arm.putArray("inbound").add("w1." + side + "f");
            arm.putArray("outbound").add("w1." + side + "b");
            arm.putArray("approaches");
            arm.putArray("exits");
        }
        for (JsonNode approach : crossing.path("approaches")) {
            int side = Math.floorMod(approach.path("heading_deg").asInt() / 90 + 2, 4);
            ((ArrayNode) arms.path(side).path("approaches"))
                    .add(approach.path("id").asText());
        }
        for (JsonNode movement : crossing.path("movements")) {
            int from = sideOf(movement.path("approach").asText());
            int quarters = switch (movement.path("turn").asText()) {
                case "left" -> 1;
                case "through" -> 2;
                default -> 3;
            };
            ArrayNode exits =
                    (ArrayNode) arms.path((from + quarters) % SIDES.size()).path("exits");
            if (exits.isEmpty()) {
                exits.add(movement.path("exit").asText());
            }
        }
        ArrayNode detectors = survey.putArray("detectors");
        ObjectNode one = detectors.addObject();
        one.put("number", 1).put("near_m", 0).put("far_m", 25);
        one.putArray("lanes")
                .add(crossing.path("movements")
                        .path(0)
                        .path("lanes")
                        .path(0)
                        .path("lane")
                        .asText());
        for (JsonNode stage : crossing.path("stages")) {
            ((ObjectNode) stage.path("clearance")).put("all_red_s", 2);
            ((ObjectNode) stage).put("min_green_s", 6);
        }
    }

    private int sideOf(String approach) {
        for (int side = 0; side < SIDES.size(); side++) {
            for (JsonNode one : crossing.path("survey").path("arms").path(side).path("approaches")) {
                if (one.asText().equals(approach)) {
                    return side;
                }
            }
        }
        throw new AssertionError(approach);
    }

    private List<JunctionSurvey> read() throws Exception {
        Path file = folder.resolve("survey.json");
        new ObjectMapper().writeValue(file.toFile(), net);
        return SurveyReader.read(file);
    }

    @Test
    void whatIsDrawnIsTakenAndTheRestOfTheNetworkLeftOut() throws Exception {
        assertThat(read()).singleElement().satisfies(survey -> {
            assertThat(survey.check(VERIFIER)).isEmpty();
            assertThat(survey.junction().id()).isEqualTo("j7");
            assertThat(survey.design().id()).isEqualTo("j7");
            assertThat(survey.junction().approaches().get(1).inbound()).containsExactly("w1.1f");
            assertThat(survey.junction().movements())
                    .extracting(Movement::number, Movement::fromApproach, Movement::toApproach, Movement::turn)
                    .hasSize(12)
                    .contains(tuple(2, 1, 3, Turn.STRAIGHT));
            assertThat(survey.design().stages())
                    .hasSameSizeAs(survey.net().intersection().stages());
            assertThat(survey.flowPerHour()).hasSize(12);
            assertThat(survey.findSite().flatMap(AdaptiveSite::map)).contains(survey.junction());
        });
    }

    @Test
    void aStageInWhichTwoThatConflictHaveRightOfWayIsRefused() throws Exception {
        ObjectNode stage = (ObjectNode) crossing.path("stages").path(0);
        stage.put("state", stage.path("state").asText().replace('r', 'G').replace('g', 'G'));

        assertThat(read().get(0).check(VERIFIER))
                .extracting(Finding::rule)
                .contains(Rule.CONFLICT_IN_STAGE, Rule.CONFLICT_MATRIX);
    }

    @Test
    void aLeftTurnThatMayNotGoBesideThoseWhoComeIsFoundWhereNobodySaysThatItYields() throws Exception {
        JunctionSurvey survey = read().get(0);
        SignalJunction silent = survey.design().with(Yields.NONE);

        assertThat(VERIFIER.checkDesign(survey.junction(), survey.design())).isEmpty();
        assertThat(VERIFIER.checkDesign(survey.junction(), silent))
                .extracting(Finding::rule)
                .containsOnly(Rule.CONFLICT_MATRIX);
        assertThat(DesignFingerprint.of(survey.junction(), silent))
                .as("who yields is part of what stages mean")
                .isNotEqualTo(DesignFingerprint.of(survey.junction(), survey.design()));
    }

    @Test
    void twoThatCrossStraightAheadAreRefusedThoughOneIsSaidToGiveWay() throws Exception {
        for (String eastWest : List.of("G", "g")) {
            letAllGoIn("g", eastWest);

            assertThat(read().get(0).check(VERIFIER)).extracting(Finding::rule).contains(Rule.CONFLICT_MATRIX);
        }
    }

    @Test
    void noNameOfATurnHidesWaysThatMeet() throws Exception {
        letAllGoIn("G", "G");
        crossing.putArray("conflicts");
        for (JsonNode movement : crossing.path("movements")) {
            ((ObjectNode) movement).put("turn", "uturn");
        }

        assertThat(read().get(0).check(VERIFIER)).extracting(Finding::rule).contains(Rule.CONFLICT_MATRIX);
    }

    @Test
    void phasesComeFromTheArmsOfTheSurveyInWhateverOrderTheNetworkHasItsApproaches() throws Exception {
        ArrayNode approaches = (ArrayNode) crossing.path("approaches");
        approaches.add(approaches.remove(0));
        JunctionSurvey survey = read().get(0);

        assertThat(survey.check(VERIFIER)).isEmpty();
        assertThat(survey.design().phases())
                .allSatisfy(phase -> assertThat(phase.movements())
                        .allSatisfy(number -> assertThat(survey.junction()
                                        .movements()
                                        .get(number - 1)
                                        .fromApproach())
                                .isEqualTo(phase.approach())));
    }

    /** In every stage that opens anything: two sides show the one, two the other. */
    private void letAllGoIn(String northSouth, String eastWest) {
        for (JsonNode stage : crossing.path("stages")) {
            char[] state = stage.path("state").asText().toCharArray();
            for (JsonNode movement : crossing.path("movements")) {
                boolean isNorthSouth = sideOf(movement.path("approach").asText()) % 2 == 0;
                for (JsonNode lane : movement.path("lanes")) {
                    state[lane.path("signal_index").asInt()] = (isNorthSouth ? northSouth : eastWest).charAt(0);
                }
            }
            ((ObjectNode) stage).put("state", new String(state));
        }
    }

    @Test
    void aGreenRightBehindTheAmberOrAnAmberNobodyCanStopInIsRefused() throws Exception {
        for (JsonNode stage : crossing.path("stages")) {
            ((ObjectNode) stage.path("clearance")).put("all_red_s", 0).put("yellow_s", 2);
        }

        assertThat(read().get(0).check(VERIFIER))
                .extracting(Finding::rule)
                .contains(Rule.CLEARANCE_GEOMETRY, Rule.LEAST_AMBER);
    }

    @Test
    void whatMakesNoSenseIsNamedByItsPlace() throws Exception {
        ObjectNode survey = (ObjectNode) crossing.path("survey");
        ObjectNode arm = (ObjectNode) survey.path("arms").path(0);
        JsonNode approaches = arm.path("approaches");
        arm.putArray("approaches");
        assertPlace("$.intersections[0].survey.arms");
        arm.set("approaches", approaches);

        survey.put("junction", "a/b");
        assertPlace("$.intersections[0].survey.junction");
        survey.put("junction", "j7");

        ((ObjectNode) survey.path("detectors").path(0)).putArray("lanes").add("nowhere");
        assertPlace("$.intersections[0].survey.detectors[0].lanes");
    }

    private void assertPlace(String place) {
        assertThat(catchThrowableOfType(BadExchange.class, this::read).place()).isEqualTo(place);
    }
}
