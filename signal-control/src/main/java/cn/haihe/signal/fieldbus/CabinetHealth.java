package cn.haihe.signal.fieldbus;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How the cabinet of a controller is. What the controller did not tell is empty.
 *
 * @param detectorsAtFault numbers, 1 to 64
 * @param modulesAtFault numbers, 1 to 64
 * @param deviceTime what its clock showed
 * @param at when the centre heard it
 */
public record CabinetHealth(
        String junctionId,
        Optional<Set<Integer>> detectorsAtFault,
        Optional<Set<Integer>> modulesAtFault,
        Optional<Boolean> doorOpen,
        Optional<Double> volts,
        Optional<Double> amperes,
        Optional<Integer> celsius,
        Optional<Integer> humidityPercent,
        Optional<Boolean> water,
        Optional<Boolean> smoke,
        Optional<Instant> deviceTime,
        Instant at) {}
