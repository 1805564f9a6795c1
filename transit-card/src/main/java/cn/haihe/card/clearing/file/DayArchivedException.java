package cn.haihe.card.clearing.file;

import java.time.LocalDate;

/** The records of the day were taken out of the database; they stand in a file of the archive. */
public final class DayArchivedException extends RuntimeException {
    private final String archive;

    DayArchivedException(LocalDate day, String archive) {
        super("the records of " + day + " are archived in " + archive);
        this.archive = archive;
    }

    /** Its name in the archive's folder. */
    public String archive() {
        return archive;
    }
}
