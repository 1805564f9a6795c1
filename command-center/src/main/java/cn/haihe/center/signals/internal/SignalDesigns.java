package cn.haihe.center.signals.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.signals.Fingerprint;
import cn.haihe.center.survey.Surveys;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Segment;
import cn.haihe.signal.exchange.JunctionSurvey;
import cn.haihe.signal.junction.DesignFingerprint;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.UnsignallableJunction;
import cn.haihe.signal.optimise.Demand;
import cn.haihe.signal.optimise.TypicalDemand;
import cn.haihe.signal.verify.Finding;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The signals of each junction, as surveyed or designed from the map when first asked for, or on a worker once there is a city: those who look
 * at all junctions do so on the event loop.
 */
@Startup
@ApplicationScoped
public class SignalDesigns {
    private static final Logger LOG = Logger.getLogger(SignalDesigns.class);

    private final CityHolder cities;
    private final Surveys surveys;
    private final Map<String, SignalJunction> designs = new ConcurrentHashMap<>();
    private final Map<String, Fingerprint> fingerprints = new ConcurrentHashMap<>();

    SignalDesigns(CityHolder cities, Surveys surveys) {
        this.cities = cities;
        this.surveys = surveys;
    }

    @PostConstruct
    void open() {
        cities.whenLoaded().thenAcceptAsync(loaded -> warm(loaded.city()), Infrastructure.getDefaultWorkerPool());
    }

    private void warm(City city) {
        for (Junction junction : city.junctions()) {
            try {
                getFingerprint(junction.id());
            } catch (RuntimeException e) {
                // Whoever asks for it is told.
                LOG.debugf("No signals for %s: %s", junction.id(), e.getMessage());
            }
        }
    }

    /** @throws ProblemException 404 {@code unknown-junction}, 503 while there is no city */
    public Junction getJunction(String id) {
        return city().findJunction(id)
                .orElseThrow(() -> new ProblemException(
                        404, "unknown-junction", "Unknown junction", "The city has no signal junction " + id + "."));
    }

    /**
     * By its survey where somebody made one, else by the map.
     *
     * @throws ProblemException also 409 {@code unsignallable-junction} where the map gives no sensible signals, 409 {@code
     *     survey-refused} where its survey is not safe
     */
    public SignalJunction getDesign(String id) {
        Junction junction = getJunction(id);
        Optional<Surveys.Judged> surveyed = surveys.find(id);
        if (surveyed.isPresent()) {
            return ofSurvey(surveyed.get());
        }
        try {
            return designs.computeIfAbsent(id, unknown -> JunctionDesigner.design(junction));
        } catch (UnsignallableJunction e) {
            throw new ProblemException(409, "unsignallable-junction", "No signals possible", e.getMessage() + ".");
        }
    }

    private static SignalJunction ofSurvey(Surveys.Judged surveyed) {
        if (surveyed.isUsed()) {
            return surveyed.survey().design();
        }
        Finding first = surveyed.findings().get(0);
        throw new ProblemException(
                409,
                "survey-refused",
                "Survey refused",
                "The survey in " + surveyed.file() + " is not safe: " + first.rule() + " at " + first.place() + ": "
                        + first.detail() + (surveyed.findings().size() > 1 ? ", and more." : "."));
    }

    /** @throws ProblemException as {@link #getDesign} does */
    public Fingerprint getFingerprint(String id) {
        Fingerprint known = fingerprints.get(id);
        return known != null
                ? known
                : fingerprints.computeIfAbsent(
                        id, none -> Fingerprint.of(DesignFingerprint.of(getJunction(id), getDesign(id))));
    }

    /** Flows by the junction's survey, or by the class of the roads, until there are counts. */
    public Demand typicalDemand(Junction junction) {
        Optional<JunctionSurvey> surveyed = surveys.findUsed(junction.id());
        if (surveyed.isPresent()) {
            return new Demand(surveyed.get().flowPerHour());
        }
        City city = city();
        return TypicalDemand.of(
                junction, id -> city.findSegment(id).map(Segment::roadClass).orElse(null));
    }

    boolean hasCity() {
        return cities.find().isPresent();
    }

    public City city() {
        return cities.get().city();
    }
}
