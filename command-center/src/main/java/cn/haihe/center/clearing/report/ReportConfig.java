package cn.haihe.center.clearing.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How reports are made. */
@ConfigMapping(prefix = "haihe.clearing.report")
public interface ReportConfig {
    /** A font for PDF with Chinese letters and TrueType outlines; without it one is looked for where systems keep them. */
    Optional<Path> font();

    /** Reports that are made at once, in whatever form. */
    @WithDefault("4")
    int atOnce();
}
