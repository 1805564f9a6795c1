package cn.haihe.center.rules;

import cn.haihe.center.place.Crs;
import cn.haihe.center.place.GeoJsonAreas;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.rule.BanArea;
import cn.haihe.routing.rule.BanPlace;
import cn.haihe.routing.rule.DailyHours;
import cn.haihe.routing.rule.DigitRotation;
import cn.haihe.routing.rule.PlateBan;
import cn.haihe.routing.rule.PlateOrigin;
import cn.haihe.routing.rule.PlateTable;
import cn.haihe.routing.vehicle.VehicleKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A table of plate rules as JSON, at the door and in the database; positions are WGS 84. */
public record PlateTableBody(
        Set<String> localPrefixes, Integer letterDigit, Rotation rotation, Area area, List<Ban> bans) {
    public record Rotation(LocalDate firstDay, Integer periodDays, List<Set<Integer>> digits) {}

    /** @param geometry a GeoJSON Polygon or MultiPolygon, or null where nobody has drawn the area */
    public record Area(JsonNode geometry, Set<String> ringRoads) {}

    public record Ban(
            String id,
            Set<VehicleKind> kinds,
            Set<PlateOrigin> origins,
            Boolean restingDigitsOnly,
            Set<KindOfDay> days,
            List<String> hours,
            BanPlace place) {
        static Ban of(PlateBan ban) {
            return new Ban(
                    ban.id(),
                    new TreeSet<>(ban.kinds()),
                    new TreeSet<>(ban.origins()),
                    ban.restingDigitsOnly(),
                    new TreeSet<>(ban.days()),
                    ban.hours().stream().map(DailyHours::toString).toList(),
                    ban.place());
        }

        PlateBan toBan() {
            return new PlateBan(
                    needed(id, "bans.id"),
                    needed(kinds, "bans.kinds"),
                    needed(origins, "bans.origins"),
                    needed(restingDigitsOnly, "bans.restingDigitsOnly"),
                    needed(days, "bans.days"),
                    needed(hours, "bans.hours").stream()
                            .map(text -> DailyHours.parse(needed(text, "bans.hours")))
                            .toList(),
                    needed(place, "bans.place"));
        }
    }

    public static PlateTableBody of(PlateTable table, ObjectMapper mapper) {
        JsonNode geometry = table.area().isKnown()
                ? mapper.valueToTree(GeoJsonAreas.write(table.area().polygons(), Crs.WGS84))
                : null;
        return new PlateTableBody(
                new TreeSet<>(table.localPrefixes()),
                table.letterDigit(),
                new Rotation(
                        table.rotation().firstDay(),
                        table.rotation().periodDays(),
                        List.copyOf(table.rotation().digits().stream()
                                .map(digits -> (Set<Integer>) new TreeSet<>(digits))
                                .toList())),
                new Area(geometry, new TreeSet<>(table.area().ringRoads())),
                table.bans().stream().map(Ban::of).toList());
    }

    /** @throws IllegalArgumentException naming what is missing or makes no sense */
    public PlateTable toTable() {
        Rotation moving = needed(rotation, "rotation");
        Area where = needed(area, "area");
        boolean isDrawn = where.geometry() != null && !where.geometry().isNull();
        return new PlateTable(
                all(localPrefixes, "localPrefixes"),
                needed(letterDigit, "letterDigit"),
                new DigitRotation(
                        needed(moving.firstDay(), "rotation.firstDay"),
                        needed(moving.periodDays(), "rotation.periodDays"),
                        needed(moving.digits(), "rotation.digits").stream()
                                .map(digits -> all(digits, "rotation.digits"))
                                .toList()),
                new BanArea(
                        isDrawn ? GeoJsonAreas.read(where.geometry(), Crs.WGS84) : List.of(),
                        all(where.ringRoads(), "area.ringRoads")),
                needed(bans, "bans").stream()
                        .map(ban -> needed(ban, "bans").toBan())
                        .toList());
    }

    private static <T> Set<T> all(Set<T> values, String name) {
        Set<T> found = new HashSet<>(needed(values, name));
        found.forEach(value -> needed(value, name));
        return found;
    }

    private static <T> T needed(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
