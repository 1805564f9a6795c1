package cn.haihe.ops.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Adaptive control judged whole beside SUMO's actuated signals, on the same scenarios and seeds. */
public final class AdaptiveBench {
    private final Vertx vertx = Vertx.vertx();
    private final Path temporary;
    private final Path scenarios;

    private AdaptiveBench(Path scenarios, Path temporary) {
        this.scenarios = scenarios;
        this.temporary = temporary;
    }

    /**
     * Arguments: the folder of the scenarios, a folder with {@code nets} and {@code baselines} and room for what is temporary,
     * seeds, jitter of departures in seconds, scale of the demand, scenarios.
     */
    public static void main(String[] arguments) throws Exception {
        AdaptiveBench bench = new AdaptiveBench(Path.of(arguments[0]), Path.of(arguments[1]));
        List<String> seeds = List.of(arguments[2].split(","));
        List<String> names = List.of(arguments).subList(5, arguments.length);
        try {
            System.out.println(
                    bench.judge(names, seeds, Integer.parseInt(arguments[3]), Double.parseDouble(arguments[4])));
        } finally {
            bench.vertx.close();
        }
    }

    private String judge(List<String> names, List<String> seeds, int jitter, double scale) throws Exception {
        ObjectNode result = new ObjectMapper().createObjectNode();
        ObjectNode ratios = result.putObject("adaptiveRatios");
        int unsafe = 0;
        double sum = 0;
        say("%-14s %10s %10s %8s  %s", "scenario", "actuated s", "adaptive s", "ratio", "each seed");
        for (String name : names) {
            double ours = 0;
            double theirs = 0;
            StringBuilder each = new StringBuilder();
            long began = System.nanoTime();
            for (String seed : seeds) {
                AdaptiveRun run = AdaptiveRun.of(
                        vertx,
                        SumoScenario.read(scenarios.resolve(name)),
                        temporary.resolve("nets").resolve(name + ".json"),
                        Integer.parseInt(seed),
                        jitter,
                        scale,
                        temporary,
                        true);
                unsafe += run.unsafeStates();
                ours += run.delaySeconds() / seeds.size();
                theirs += actuated(name, seed) / seeds.size();
                each.append(String.format(Locale.ROOT, " %.1f", run.delaySeconds()));
                if (run.failures() > 0) {
                    each.append(" (").append(run.failures()).append(" failures)");
                }
            }
            double ratio = ours / theirs;
            sum += ratio;
            ratios.put(name, Math.round(ratio * 1000) / 1000.0);
            double wall = (System.nanoTime() - began) / 1e9;
            say("%-14s %10.1f %10.1f %8.3f %s  (%.0f s to run)", name, theirs, ours, ratio, each, wall);
        }
        say("mean of the ratios %.3f", sum / names.size());
        result.put("mean", Math.round(sum / names.size() * 1000) / 1000.0);
        result.put("unsafeStates", unsafe);
        return result.toString();
    }

    private double actuated(String name, String seed) throws IOException {
        JsonNode actuated = new ObjectMapper()
                .readTree(temporary.resolve("baselines").resolve(name + ".json").toFile())
                .path("actuated");
        JsonNode same = actuated.path("seeds").path(seed).path("delay_s");
        return same.isNumber()
                ? same.asDouble()
                : actuated.path("mean").path("delay_s").asDouble();
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
