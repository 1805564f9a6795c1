package cn.haihe.center.survey.internal;

import cn.haihe.center.city.CityAmendment;
import cn.haihe.center.city.CityRefusedException;
import cn.haihe.center.survey.SurveyConfig;
import cn.haihe.center.survey.Surveys;
import cn.haihe.map.city.Approach;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.exchange.BadExchange;
import cn.haihe.signal.exchange.JunctionSurvey;
import cn.haihe.signal.exchange.SurveyReader;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.UnsignallableJunction;
import cn.haihe.signal.verify.Limits;
import cn.haihe.signal.verify.SafetyVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reads the surveys once, when the map is there. A file that cannot be read, or that names roads which the map has not, keeps the
 * city away: by the map alone its junctions would be made otherwise than somebody said they are.
 */
@ApplicationScoped
class SurveyBook implements CityAmendment, Surveys {
    private static final Logger LOG = Logger.getLogger(SurveyBook.class);

    private final SurveyConfig config;
    private final SafetyVerifier verifier = new SafetyVerifier(Limits.DEFAULT);
    private volatile Map<String, Judged> known = Map.of();

    SurveyBook(SurveyConfig config) {
        this.config = config;
    }

    @Override
    public City amend(City city) {
        if (config.path().isEmpty()) {
            return city;
        }
        Map<String, Judged> read = new LinkedHashMap<>();
        for (Path file : files(config.path().get())) {
            for (JunctionSurvey survey : read(file)) {
                String id = survey.junction().id();
                requireRoads(file, survey.junction(), city);
                Judged judged = new Judged(
                        file.getFileName().toString(), survey, survey.check(verifier), walksLeftOut(survey, city));
                Judged before = read.put(id, judged);
                if (before != null) {
                    throw new CityRefusedException(file + " and " + before.file() + " both survey " + id);
                }
                judged.findings()
                        .forEach(found -> LOG.warnf(
                                "The survey of %s in %s is not used, %s has no signals: %s at %s: %s",
                                id, judged.file(), id, found.rule(), found.place(), found.detail()));
            }
        }
        read.forEach((id, judged) -> {
            if (judged.walksLeftOut() > 0) {
                LOG.warnf(
                        "The survey of %s in %s has no lights for those who walk, by the map there are %d",
                        id, judged.file(), judged.walksLeftOut());
            }
        });
        known = read;
        long used = read.values().stream().filter(Judged::isUsed).count();
        LOG.infof("%d junctions are made by surveys, %d surveys are refused", used, read.size() - used);
        City amended = withSurveyed(city, read);
        requireOneJunctionARoad(amended, read);
        return amended;
    }

    private static int walksLeftOut(JunctionSurvey survey, City city) {
        boolean hasWalks = survey.design().phases().stream().anyMatch(phase -> !phase.isVehicle());
        Optional<Junction> onMap = city.findJunction(survey.junction().id());
        if (hasWalks || onMap.isEmpty()) {
            return 0;
        }
        try {
            return (int) JunctionDesigner.design(onMap.get()).phases().stream()
                    .filter(phase -> !phase.isVehicle())
                    .count();
        } catch (UnsignallableJunction noneByTheMap) {
            return 0;
        }
    }

    private static City withSurveyed(City city, Map<String, Judged> read) {
        Map<String, Junction> junctions = new LinkedHashMap<>();
        city.junctions().forEach(junction -> junctions.put(junction.id(), junction));
        read.values().stream().map(judged -> judged.survey().junction()).forEach(drawn -> {
            Junction onMap = junctions.get(drawn.id());
            boolean isUnnamed = drawn.names().isEmpty() && onMap != null;
            junctions.put(drawn.id(), isUnnamed ? withNames(drawn, onMap) : drawn);
        });
        return city.toBuilder().junctions(List.copyOf(junctions.values())).build();
    }

    private static Junction withNames(Junction drawn, Junction onMap) {
        return new Junction(
                drawn.id(),
                onMap.names(),
                drawn.position(),
                drawn.signalNodes(),
                drawn.approaches(),
                drawn.movements());
    }

    private static List<Path> files(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                return List.of(path);
            }
            try (Stream<Path> all = Files.list(path)) {
                return all.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .toList();
            }
        } catch (IOException unreadable) {
            throw new CityRefusedException("the surveys in " + path + " cannot be read: " + unreadable);
        }
    }

    private static List<JunctionSurvey> read(Path file) {
        try {
            return SurveyReader.read(file);
        } catch (IOException | BadExchange unreadable) {
            throw new CityRefusedException("the survey " + file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static void requireRoads(Path file, Junction drawn, City city) {
        for (Approach arm : drawn.approaches()) {
            Stream.concat(arm.inbound().stream(), arm.outbound().stream())
                    .filter(segment -> city.findSegmentIndex(segment).isEmpty())
                    .findFirst()
                    .ifPresent(segment -> {
                        throw new CityRefusedException(file + ": arm " + arm.number() + " of " + drawn.id()
                                + " is on segment " + segment + ", which the map has not");
                    });
        }
    }

    /** Who comes along a road would be told the signals of one junction, and see those of another. */
    private static void requireOneJunctionARoad(City city, Map<String, Judged> read) {
        Map<String, String> junctionOf = new HashMap<>();
        for (Junction junction : city.junctions()) {
            for (Approach arm : junction.approaches()) {
                for (String segment : arm.inbound()) {
                    String other = junctionOf.put(segment, junction.id());
                    boolean isDrawn = read.containsKey(junction.id()) || other != null && read.containsKey(other);
                    if (other != null && !other.equals(junction.id()) && isDrawn) {
                        throw new CityRefusedException("segment " + segment + " leads to " + other + " and to "
                                + junction.id() + ", of which a survey draws one: does it name the right junction?");
                    }
                }
            }
        }
    }

    @Override
    public List<Judged> list() {
        return new ArrayList<>(known.values());
    }

    @Override
    public Optional<Judged> find(String junctionId) {
        return Optional.ofNullable(known.get(junctionId));
    }
}
