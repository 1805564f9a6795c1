package cn.haihe.center.survey;

import cn.haihe.signal.exchange.JunctionSurvey;
import cn.haihe.signal.verify.Finding;
import java.util.List;
import java.util.Optional;

/** What engineers drew of junctions. It stands before the map's geometry; one that is not safe leaves its junction without signals. */
public interface Surveys {
    /**
     * @param findings what is wrong with it; one that has none is in use
     * @param walksLeftOut crossings for which the map's own design has lights for those who walk, and the survey none
     */
    record Judged(String file, JunctionSurvey survey, List<Finding> findings, int walksLeftOut) {
        public Judged {
            findings = List.copyOf(findings);
        }

        public boolean isUsed() {
            return findings.isEmpty();
        }
    }

    /** Of every survey, whether it is used or not; nobody is surveyed before there is a city. */
    List<Judged> list();

    Optional<Judged> find(String junctionId);

    /** The survey that its junction is made by. */
    default Optional<JunctionSurvey> findUsed(String junctionId) {
        return find(junctionId).filter(Judged::isUsed).map(Judged::survey);
    }
}
