package cn.haihe.center.clearing;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How batch files are taken and cleared, and who may send them. */
@ConfigMapping(prefix = "haihe.clearing")
public interface ClearingConfig {
    /** Files that are verified and cleared at once; each keeps two threads and a database connection busy. */
    @WithDefault("2")
    int filesAtOnce();

    /** The most bytes of one file, as sent and unpacked. */
    @WithDefault("4G")
    MemorySize fileMax();

    /** Files that arrive at once, of one institution. */
    @WithDefault("4")
    int uploadsPerInstitution();

    Delivery delivery();

    /** How large answers, once written, reach who asked for them. */
    interface Delivery {
        /** On their way at once to one institution, or to one of the staff. */
        @WithDefault("4")
        int atOnce();

        /** How long each may take in any case, */
        @WithDefault("60s")
        Duration grace();

        /** and beyond that by its size; then the connection is closed. */
        @WithDefault("128K")
        MemorySize bytesPerSecondLeast();
    }

    /** Answer files that are written at once. */
    @WithDefault("4")
    int answersAtOnce();

    /** How often files are looked for that are not posted yet: of a hub that died, or that wait for a security module. */
    @WithDefault("30s")
    Duration lookEvery();

    /**
     * Whether the keys that everybody can make are good for signing and on cards: in the demo and in tests. Where there are no
     * rules yet, clearing then begins with three institutions that are test data. Where it is false the keys among such test
     * data are none.
     */
    @WithDefault("${haihe.demo:false}")
    boolean testKeys();

    /** {@code host:port} of the security module that knows the cards' keys; without one, and without test keys, files wait. */
    Optional<String> securityModule();

    /** How long connecting to it, and each of its answers, may take. */
    @WithDefault("10s")
    Duration securityModuleTimeOut();

    /** The highest fare of one record. */
    @WithDefault("100000")
    long amountMaxFen();

    /** How far ahead a terminal's clock may be. */
    @WithDefault("5m")
    Duration clockSkewMax();

    /** How old a record may be when its file is received. */
    @WithDefault("30d")
    Duration lateMax();

    /** How long a file waits for rules that hold for its sender on its business day, before a person has to see to it. */
    @WithDefault("3d")
    Duration rulesWaitMax();

    /** How long after a card was blacklisted terminals need not know of it yet, see {@link ListConfig#loss}; ours. */
    @WithDefault("24h")
    Duration blacklistGrace();

    /**
     * Whether the records of days that are settled, sealed and older than this leave the database for Parquet files in the data
     * directory ({@code clearing/archive}). The ledger never leaves it.
     */
    @WithDefault("true")
    boolean archive();

    /** In days, counted from the business day; longer than anything of a day may still be told, waited for or disputed. */
    @WithDefault("180")
    int archiveAfterDays();

    /** How long a second person has to approve that the bank is told what to move, or that a rule changes. */
    @WithDefault("PT12H")
    Duration approveWithin();
}
