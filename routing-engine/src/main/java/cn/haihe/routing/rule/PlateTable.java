package cn.haihe.routing.rule;

import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.vehicle.VehicleKind;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of number plates (尾号限行) of a city, as operators edit them.
 *
 * @param localPrefixes how plates of this city begin: {@code 津}
 * @param letterDigit the digit that a letter at the end counts as, 0 to 9
 * @param bans with ids that differ, at most 100
 */
public record PlateTable(
        Set<String> localPrefixes, int letterDigit, DigitRotation rotation, BanArea area, List<PlateBan> bans) {
    private static final int BANS_MAX = 100;
    private static final int PREFIXES_MAX = 100;
    private static final int PREFIX_LENGTH_MAX = 3;

    public PlateTable {
        localPrefixes = Set.copyOf(localPrefixes);
        bans = List.copyOf(bans);
        if (localPrefixes.size() > PREFIXES_MAX
                || !localPrefixes.stream().allMatch(p -> !p.isBlank() && p.length() <= PREFIX_LENGTH_MAX)) {
            throw new IllegalArgumentException("a local prefix is 1 to " + PREFIX_LENGTH_MAX + " characters, as 津");
        }
        if (letterDigit < 0 || letterDigit > 9) {
            throw new IllegalArgumentException("a letter counts as a digit 0 to 9, not " + letterDigit);
        }
        if (bans.size() > BANS_MAX) {
            throw new IllegalArgumentException("at most " + BANS_MAX + " bans");
        }
        if (localPrefixes.isEmpty() && bans.stream().anyMatch(PlateTable::tellsOriginsApart)) {
            throw new IllegalArgumentException("a ban for plates from elsewhere needs the prefixes of local ones");
        }
        Set<String> ids = bans.stream().map(PlateBan::id).collect(Collectors.toSet());
        if (ids.size() < bans.size()) {
            throw new IllegalArgumentException("two bans have the same id");
        }
    }

    private static boolean tellsOriginsApart(PlateBan ban) {
        return ban.origins().size() < PlateOrigin.values().length;
    }

    /** No rules at all. */
    public static PlateTable none() {
        return new PlateTable(
                Set.of(),
                0,
                new DigitRotation(LocalDate.EPOCH, 1, List.of(Set.of(), Set.of(), Set.of(), Set.of(), Set.of())),
                new BanArea(List.of(), Set.of()),
                List.of());
    }

    /** Tianjin's, with the digits of the 13 weeks from Monday, 30 March 2026, and the area not drawn. */
    public static PlateTable tianjin() {
        Set<KindOfDay> workdays = Set.of(KindOfDay.WORKDAY);
        Set<PlateOrigin> anywhere = EnumSet.allOf(PlateOrigin.class);
        return new PlateTable(
                Set.of("津"),
                0,
                new DigitRotation(
                        LocalDate.of(2026, 3, 30),
                        91,
                        List.of(Set.of(2, 7), Set.of(3, 8), Set.of(4, 9), Set.of(5, 0), Set.of(1, 6))),
                new BanArea(List.of(), Set.of("外环线", "外环东路", "外环南路", "外环西路", "外环北路")),
                List.of(
                        new PlateBan(
                                "last-digit",
                                Set.of(VehicleKind.CAR, VehicleKind.TRUCK),
                                anywhere,
                                true,
                                workdays,
                                List.of(DailyHours.parse("07:00-19:00")),
                                BanPlace.AREA),
                        new PlateBan(
                                "from-elsewhere",
                                Set.of(VehicleKind.CAR, VehicleKind.TRUCK),
                                Set.of(PlateOrigin.ELSEWHERE),
                                false,
                                workdays,
                                List.of(DailyHours.parse("07:00-09:00"), DailyHours.parse("16:00-19:00")),
                                BanPlace.AREA),
                        new PlateBan(
                                "lorries-on-the-ring",
                                Set.of(VehicleKind.TRUCK),
                                anywhere,
                                false,
                                EnumSet.allOf(KindOfDay.class),
                                List.of(DailyHours.parse("07:00-19:00")),
                                BanPlace.RING)));
    }

    public PlateTable with(BanArea other) {
        return new PlateTable(localPrefixes, letterDigit, rotation, other, bans);
    }
}
