package cn.haihe.center.guidance;

import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.guidance.SignGuidance;
import java.time.Instant;
import java.util.Optional;

/**
 * One sign at one moment.
 *
 * @param face what it shows
 * @param guidance what is known of the ways ahead; empty until they were found and measured
 * @param asOf the moment of the traffic that it speaks of; empty where it speaks of none
 * @param grade the weakest of the ways that its face speaks of; empty where it speaks of none
 * @param override an operator's text in force
 */
public record SignState(
        GuidanceSign sign,
        SignFace face,
        Optional<SignGuidance> guidance,
        Optional<Instant> asOf,
        Optional<Grade> grade,
        Optional<SignOverride> override) {}
