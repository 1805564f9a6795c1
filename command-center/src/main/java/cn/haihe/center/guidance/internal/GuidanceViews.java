package cn.haihe.center.guidance.internal;

import cn.haihe.center.guidance.GuidedShare;
import cn.haihe.center.guidance.SignFace;
import cn.haihe.center.guidance.SignOverride;
import cn.haihe.center.guidance.SignState;
import cn.haihe.center.place.Crs;
import cn.haihe.map.city.Names;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.Age;
import cn.haihe.map.traffic.CongestionLevel;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.guidance.Advice;
import cn.haihe.routing.guidance.Destination;
import cn.haihe.routing.guidance.DestinationGuidance;
import cn.haihe.routing.guidance.SignGuidance;
import cn.haihe.routing.guidance.Verdict;
import cn.haihe.routing.guidance.WayMeasure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Guidance signs in the form of the contract. */
@ApplicationScoped
public class GuidanceViews {
    private final Clock clock;

    GuidanceViews(Clock clock) {
        this.clock = clock;
    }

    /** @param ratios 0 to 1 */
    public record Share(
            GuidedShare counts,
            double signsWithDataRatio,
            double importantJunctionsRatio,
            double importantRoadsRatio) {}

    public record Signs(Share guided, List<Listed> signs) {}

    /**
     * @param asOf the moment of the traffic; null, with age and grade, where the sign speaks of none
     * @param advice null while nothing is advised
     */
    public record Listed(
            String id,
            Names names,
            double[] position,
            String segmentId,
            SignFace shows,
            Instant asOf,
            Long ageSeconds,
            Grade grade,
            AdviceView advice) {}

    /** @param gainSeconds null where the main way is closed */
    public record AdviceView(
            DestinationView destination, Names main, Names detour, Double gainSeconds, Instant since) {}

    /** @param seconds null where the way is closed; level and worst null where too little is known */
    public record WayView(
            Names via,
            double lengthMetres,
            Double seconds,
            double freeFlowSeconds,
            CongestionLevel level,
            CongestionLevel worstLevel,
            Names worstStreet,
            double liveShare,
            Grade grade,
            Names cause) {}

    public record DetourView(WayView way, double share, double spareVehiclesPerHour) {}

    /** @param position longitude, latitude */
    public record DestinationView(String id, Names names, double[] position) {}

    public record AheadView(
            DestinationView destination, WayView main, List<DetourView> detours, Verdict verdict, boolean hasData) {}

    public record OverrideView(
            List<String> zh, List<String> en, String reason, Instant expiresAt, String setBy, Instant setAt) {}

    /** @param override null where the sign says its own */
    public record Detailed(Listed sign, List<AheadView> ahead, OverrideView override) {}

    public Share share(GuidedShare share) {
        return new Share(share, rounded(share.dataRatio()), rounded(share.junctionRatio()), rounded(share.roadRatio()));
    }

    public Listed listed(SignState state) {
        return listed(state, Crs.WGS84);
    }

    public Listed listed(SignState state, Crs crs) {
        LonLat position = crs.fromWgs84(state.sign().position());
        boolean speaks =
                state.face().source() == SignFace.Source.ADVICE || state.face().source() == SignFace.Source.TIMES;
        Instant asOf = speaks ? state.asOf().orElse(null) : null;
        return new Listed(
                state.sign().id(),
                state.sign().names(),
                new double[] {position.lon(), position.lat()},
                state.sign().segmentId(),
                state.face(),
                asOf,
                asOf == null ? null : Age.seconds(asOf, clock.instant()),
                state.grade().orElse(null),
                state.face().source() == SignFace.Source.ADVICE
                        ? state.guidance()
                                .flatMap(SignGuidance::advice)
                                .map(advice -> advice(advice, crs))
                                .orElse(null)
                        : null);
    }

    public Detailed detailed(SignState state) {
        return new Detailed(
                listed(state),
                state.guidance()
                        .map(guidance -> guidance.destinations().stream()
                                .map(GuidanceViews::ahead)
                                .toList())
                        .orElse(List.of()),
                state.override().map(GuidanceViews::override).orElse(null));
    }

    private static AdviceView advice(Advice advice, Crs crs) {
        return new AdviceView(
                destination(advice.destination(), crs),
                advice.main().way().via(),
                advice.detour().way().via(),
                advice.gainSeconds().isPresent() ? tenths(advice.gainSeconds().getAsDouble()) : null,
                advice.since());
    }

    private static AheadView ahead(DestinationGuidance ahead) {
        return new AheadView(
                destination(ahead.destination(), Crs.WGS84),
                way(ahead.main()),
                ahead.detours().stream()
                        .map(detour -> new DetourView(
                                way(detour.measure()),
                                rounded(detour.share()),
                                Math.round(detour.spareVehiclesPerHour())))
                        .toList(),
                ahead.verdict(),
                ahead.hasData());
    }

    private static DestinationView destination(Destination destination, Crs crs) {
        LonLat position = crs.fromWgs84(destination.position());
        return new DestinationView(
                destination.id(), destination.names(), new double[] {position.lon(), position.lat()});
    }

    private static WayView way(WayMeasure way) {
        return new WayView(
                way.way().via(),
                tenths(way.lengthMetres()),
                way.seconds().isPresent() ? tenths(way.seconds().getAsDouble()) : null,
                tenths(way.freeFlowSeconds()),
                way.level().orElse(null),
                way.worstLevel().orElse(null),
                way.worstStreet().orElse(null),
                rounded(way.liveShare()),
                way.grade().orElse(null),
                way.cause().orElse(null));
    }

    private static OverrideView override(SignOverride override) {
        return new OverrideView(
                override.zh(),
                override.en(),
                override.reason(),
                override.expiresAt(),
                override.setBy(),
                override.setAt());
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
