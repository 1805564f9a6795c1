package cn.haihe.center.incident.internal;

import cn.haihe.center.incident.IncidentEffect;
import cn.haihe.center.incident.IncidentKind;
import cn.haihe.map.city.Names;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An incident as an operator wants it, checked, its place resolved to segments.
 *
 * @param revision what the operator saw before this change; empty where they do not mind what others changed
 */
public record Draft(
        IncidentKind kind,
        IncidentEffect effect,
        OptionalDouble speedCapKmh,
        List<String> segmentIds,
        Optional<String> place,
        Instant from,
        Optional<Instant> until,
        Names reason,
        OptionalInt revision) {}
