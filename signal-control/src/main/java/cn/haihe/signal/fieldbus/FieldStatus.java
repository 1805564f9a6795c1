package cn.haihe.signal.fieldbus;

import java.time.Instant;
import java.util.Optional;

/**
 * What a controller says of its junction.
 *
 * @param plan empty where it runs none
 * @param stage empty in all red and while flashing
 * @param at when the centre heard it
 */
public record FieldStatus(
        String junctionId, ControlMode mode, Optional<Integer> plan, Optional<Integer> stage, Instant at) {}
