package cn.haihe.map.osm;

import java.nio.file.Path;

/** A map file that no city can be made of; says which file and what is wrong with it. */
public class MapFileException extends RuntimeException {
    /** What is wrong with the file. */
    public enum Problem {
        /** no such file, or it may not be read */
        UNREADABLE,
        /** its name ends in neither .osm, .osm.gz nor .osm.pbf */
        UNKNOWN_KIND,
        /** it ends too early or is not what its name says */
        CORRUPTED,
        /** well-formed, but no way in it may be driven on */
        NO_ROADS
    }

    private final transient Path file;
    private final Problem problem;

    public MapFileException(Path file, Problem problem, String detail, Throwable cause) {
        super(file + ": " + detail, cause);
        this.file = file;
        this.problem = problem;
    }

    public Path file() {
        return file;
    }

    public Problem problem() {
        return problem;
    }
}
