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
    private final List<Check> checks = new ArrayList<>();

    /** @param files folder with the files that were sent, where they are at hand */
    public ClearingAudit(Optional<Path> files) {
        checks.addAll(FileChecks.all());
        checks.addAll(LedgerChecks.all());
        checks.add(new SealCheck());
        files.map(SourceCheck::new).ifPresent(checks::add);
    }

    /** Prints a line for each check and its findings. @return how many checks do not hold */
    public int run(Connection books, PrintStream out) throws Exception {
        int broken = 0;
        for (Check check : checks) {
            List<String> findings = check.findings(books);
            out.println((findings.isEmpty() ? "holds   " : "BROKEN  ") + check.name());
            findings.forEach(finding -> out.println("          " + finding));
            broken += findings.isEmpty() ? 0 : 1;
        }
        return broken;
    }

    /** {@code JDBC-URL [FOLDER]}; user and password as in the URL. Ends with 1 where a check does not hold. */
    public static void main(String[] args) throws Exception {
        if (args.length < 1 || args.length > 2) {
            System.err.println("clearing-audit JDBC-URL [FOLDER-WITH-FILES]");
            System.exit(2);
        }
        Optional<Path> files = args.length == 2 ? Optional.of(Path.of(args[1])) : Optional.empty();
        try (Connection books = DriverManager.getConnection(args[0])) {
            books.setReadOnly(true);
            int broken = new ClearingAudit(files).run(books, System.out);
            System.out.println(broken == 0 ? "every check holds" : broken + " checks do not hold");
            System.exit(broken == 0 ? 0 : 1);
        }
    }
}
