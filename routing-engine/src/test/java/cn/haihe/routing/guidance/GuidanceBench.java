package cn.haihe.routing.guidance;

import cn.haihe.routing.guidance.GuidanceSimulation.Outcome;
import cn.haihe.routing.guidance.GuidanceSimulation.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The simulation over many seeds, {@code [--seeds N] [--first SEED]}; the last line is one JSON object of means. */
public final class GuidanceBench {
    private GuidanceBench() {}

    public static void main(String[] args) {
        int seeds = 30;
        long first = 1;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--seeds" -> seeds = Integer.parseInt(args[i + 1]);
                case "--first" -> first = Long.parseLong(args[i + 1]);
                default -> throw new IllegalArgumentException("not understood: " + args[i]);
            }
        }
        List<Outcome> none = new ArrayList<>();
        List<Outcome> plain = new ArrayList<>();
        List<Outcome> guarded = new ArrayList<>();
        for (long seed = first; seed < first + seeds; seed++) {
            none.add(GuidanceSimulation.run(Policy.NO_GUIDANCE, seed));
            plain.add(GuidanceSimulation.run(Policy.PLAIN_ADVICE, seed));
            guarded.add(GuidanceSimulation.run(Policy.GUARDED, seed));
            int last = none.size() - 1;
            System.out.println(GuidanceTable.of(seed, none.get(last), plain.get(last), guarded.get(last)));
        }
        System.out.printf(
                Locale.ROOT,
                "{\"seeds\":%d,\"firstSeed\":%d,%s,%s,%s}%n",
                seeds,
                first,
                means("none", none),
                means("plain", plain),
                means("guarded", guarded));
    }

    private static String means(String name, List<Outcome> outcomes) {
        return String.format(
                Locale.ROOT,
                "\"%s\":{\"delayVehicleHours\":%.1f,\"swings\":%.2f,\"meanGapSeconds\":%.1f,\"spreadSeconds\":%.1f,"
                        + "\"longestSeconds\":%.0f,\"messages\":%.1f}",
                name,
                mean(outcomes, Outcome::delayVehicleHours),
                mean(outcomes, Outcome::swings),
                mean(outcomes, Outcome::meanGapSeconds),
                mean(outcomes, Outcome::spreadSeconds),
                mean(outcomes, Outcome::longestSeconds),
                mean(outcomes, Outcome::messages));
    }

    private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        return outcomes.stream().mapToDouble(figure).average().orElseThrow();
    }
}
