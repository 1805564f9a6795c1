package cn.haihe.center.rules;

import cn.haihe.routing.rule.PlateTable;
import java.time.Instant;
import java.util.Optional;

/**
 * A table of plate rules and who put it in force.
 *
 * @param number counts up; 0 is the table that Haihe comes with
 * @param change empty for edition 0
 */
public record PlateEdition(long number, PlateTable table, Optional<Change> change) {
    public record Change(String by, Instant at, String reason) {}
}
