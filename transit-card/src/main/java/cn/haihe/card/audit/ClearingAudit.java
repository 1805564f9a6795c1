package cn.haihe.card.audit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An auditor's look at the books of clearing. It reads the tables and the files alone and knows none of the code that wrote
 * them.
 */
public final class ClearingAudit {
    private final Check archive;
    private final List<Check> checks = new ArrayList<>();

    /** @param files folder with the files that were sent, where they are at hand */
    public ClearingAudit(Optional<Path> files) {
        this(files, Optional.empty());
    }

    /** @param archive folder with the days that were taken out of the database, needed once there are any */
    public ClearingAudit(Optional<Path> files, Optional<Path> archive) {
        this.archive = new ArchiveCheck(archive);
        checks.addAll(FileChecks.all());
        checks.addAll(LedgerChecks.all());
        checks.addAll(AdjustmentChecks.all());
        checks.addAll(RuleChecks.all());
        checks.addAll(JourneyChecks.all());
        checks.add(new SealCheck());
        files.map(SourceCheck::new).ifPresent(checks::add);
    }

    /**
     * Prints a line for each check and its findings.
     *
     * @param books a session of its own, since the archive leaves tables in it; nothing else is written
     * @return how many checks do not hold
     */
    public int run(Connection books, PrintStream out) throws Exception {
        int broken = run(archive, books, out);
        books.setReadOnly(true);
        for (Check check : checks) {
            broken += run(check, books, out);
        }
        return broken;
    }

    private static int run(Check check, Connection books, PrintStream out) throws Exception {
        List<String> findings = check.findings(books);
        out.println((findings.isEmpty() ? "holds   " : "BROKEN  ") + check.name());
        findings.forEach(finding -> out.println("          " + finding));
        return findings.isEmpty() ? 0 : 1;
    }

    /** {@code JDBC-URL [FOLDER [ARCHIVE]]}; user and password as in the URL. Ends with 1 where a check does not hold. */
    public static void main(String[] args) throws Exception {
        if (args.length < 1 || args.length > 3) {
            System.err.println("clearing-audit JDBC-URL [FOLDER-WITH-FILES [FOLDER-WITH-ARCHIVE]]");
            System.exit(2);
        }
        Optional<Path> files = args.length > 1 ? Optional.of(Path.of(args[1])) : Optional.empty();
        Optional<Path> archive = args.length > 2 ? Optional.of(Path.of(args[2])) : Optional.empty();
        try (Connection books = DriverManager.getConnection(args[0])) {
            int broken = new ClearingAudit(files, archive).run(books, System.out);
            System.out.println(broken == 0 ? "every check holds" : broken + " checks do not hold");
            System.exit(broken == 0 ? 0 : 1);
        }
    }
}
