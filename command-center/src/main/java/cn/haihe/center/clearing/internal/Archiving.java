package cn.haihe.center.clearing.internal;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.archive.DayArchive;
import cn.haihe.card.clearing.archive.OldKeys;
import cn.haihe.card.report.Reports;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.clearing.rules.RuleBooks;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Now and then takes the records of old days out of the database, one day after the other, and the keys that they leave behind. */
@Singleton
class Archiving {
    private static final Logger LOG = Logger.getLogger(Archiving.class);

    /** Two gigabytes of keys looked through each time. */
    private static final int KEY_PIECES = 256;

    private static final Duration FIGURES_MAX = Duration.ofMinutes(30);

    private final DayArchive archive;
    private final OldKeys oldKeys;
    private final Reports reports;
    private final RuleBooks books;
    private final ClearingConfig config;
    private final ClearingRules rules;
    private final Clock clock;

    Archiving(
            CardDatabase database,
            @ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDir,
            ClearingConfig config,
            ClearingRules rules,
            Reports reports,
            RuleBooks books,
            Clock clock) {
        this.reports = reports;
        this.books = books;
        archive = new DayArchive(
                database.source(),
                dataDir.resolve("clearing").resolve("archive").toAbsolutePath(),
                clock);
        oldKeys = new OldKeys(database.source(), rules);
        this.config = config;
        this.rules = rules;
        this.clock = clock;
    }

    /** What fails is tried again the next time; the day stays in the database till then. */
    @Scheduled(
            every = "${haihe.clearing.archive-every:1h}",
            delayed = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void archiveOldDays() {
        if (!config.archive()) {
            return;
        }
        LocalDate before = LocalDate.ofInstant(clock.instant(), rules.zone()).minusDays(config.archiveAfterDays());
        try {
            for (LocalDate day : archive.due(before)) {
                reports.keep(day, books.current().asOf(day).institutions())
                        .await()
                        .atMost(FIGURES_MAX);
                if (archive.archive(day)) {
                    LOG.infof("the card records of %s left the database for the archive", day);
                }
            }
            long gone = oldKeys.trim(KEY_PIECES);
            if (gone > 0) {
                LOG.infof("%d cards' keys of archived days left the database", gone);
            }
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.warnf("cannot archive card records now: %s", e);
        }
    }
}
