package cn.haihe.ops.sumo;

import cn.haihe.map.geo.LonLat;
import cn.haihe.signal.exchange.JunctionSurvey;
import cn.haihe.signal.exchange.SurveyReader;
import cn.haihe.signal.verify.Finding;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A SUMO scenario as a city for the hub. */
@Command(
        name = "sumo-survey",
        description =
                "Writes a SUMO scenario's roads as an OSM map, and its signals as an engineer's survey for the hub")
public final class SumoSurveyCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "folder with scenario.json, a SUMO network and routes")
    private Path scenario;

    @Parameters(index = "1", description = "the scenario's signal-net/1")
    private Path net;

    @Option(names = "--map", required = true, description = "OSM file to write")
    private Path map;

    @Option(names = "--survey", required = true, description = "survey to write: a signal-net/1 with survey objects")
    private Path survey;

    @Option(
            names = "--place",
            defaultValue = "117.2,39.12",
            description = "lon,lat of a network that lies nowhere (default ${DEFAULT-VALUE})")
    private String place;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SumoSurveyCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        String[] lonLat = place.split(",");
        LonLat at = new LonLat(Double.parseDouble(lonLat[0]), Double.parseDouble(lonLat[1]));
        SumoSurvey drawn = new SumoSurvey(SumoScenario.read(scenario), net, at);
        drawn.writeMap(map);
        SafetyVerifier verifier = new SafetyVerifier(Limits.DEFAULT);
        drawn.writeSurvey(survey, verifier);
        int unsafe = 0;
        for (JunctionSurvey junction : SurveyReader.read(survey)) {
            var findings = junction.check(verifier);
            unsafe += findings.isEmpty() ? 0 : 1;
            System.out.printf(
                    "%s %s: %d arms, %d phases, %d stages, %d detectors%s%n",
                    junction.junction().id(),
                    junction.junction().names().zh(),
                    junction.junction().approaches().size(),
                    junction.design().phases().size(),
                    junction.design().stages().size(),
                    junction.detectors().size(),
                    findings.isEmpty() ? "" : ", to be refused:");
            for (Finding found : findings) {
                System.out.printf("  %s at %s: %s%n", found.rule(), found.place(), found.detail());
            }
        }
        return unsafe == 0 ? 0 : 2;
    }
}
