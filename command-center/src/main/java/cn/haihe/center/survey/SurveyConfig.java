package cn.haihe.center.survey;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Junctions as engineers drew them. */
@ConfigMapping(prefix = "haihe.surveys")
public interface SurveyConfig {
    /** A file of surveys, or a folder of which every {@code .json} is one; without it junctions are made from the map alone. */
    Optional<Path> path();
}
