package cn.haihe.ops.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with {@code scenario.json}, a SUMO network and its routes. */
record SumoScenario(String name, Path net, Path routes, int beginSeconds, int endSeconds, List<String> moreOptions) {
    SumoScenario {
        moreOptions = List.copyOf(moreOptions);
        if (endSeconds <= beginSeconds) {
            throw new IllegalArgumentException(name + ": " + beginSeconds + " to " + endSeconds + " s");
        }
    }

    static SumoScenario read(Path folder) throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("scenario.json").toFile());
        List<String> more = new ArrayList<>();
        json.path("sumo_args").forEach(option -> more.add(option.asText()));
        return new SumoScenario(
                json.path("name").asText(),
                folder.resolve(json.path("net").asText()),
                folder.resolve(json.path("routes").asText()),
                json.path("begin").asInt(),
                json.path("end").asInt(),
                more);
    }

    /**
     * What the judge of signals gives SUMO.
     *
     * @param departJitterSeconds 0 for none
     * @param scale of the demand, 1 for as it is
     * @param trips file that SUMO writes each vehicle's delay to
     */
    List<String> options(int seed, int departJitterSeconds, double scale, Path trips) {
        List<String> options = new ArrayList<>(List.of(
                "-n",
                net.toString(),
                "-r",
                routes.toString(),
                "-b",
                Integer.toString(beginSeconds),
                "-e",
                Integer.toString(endSeconds),
                "--seed",
                Integer.toString(seed),
                "--time-to-teleport",
                "-1",
                "--no-step-log",
                "--no-warnings",
                "--duration-log.disable",
                "--tripinfo-output",
                trips.toString(),
                "--tripinfo-output.write-unfinished",
                "--tripinfo-output.write-undeparted"));
        options.addAll(moreOptions);
        if (departJitterSeconds > 0) {
            options.addAll(List.of("--random-depart-offset", Integer.toString(departJitterSeconds)));
        }
        if (scale != 1) {
            options.addAll(List.of("--scale", Double.toString(scale)));
        }
        return options;
    }
}
