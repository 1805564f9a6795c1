package cn.haihe.ops.city.bus;

import cn.haihe.ops.city.network.BusLine;
import cn.haihe.ops.city.network.CityPlan;
import cn.haihe.ops.city.traffic.SeededHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends the buses out: spread over the lines and along each of them, the same for the same seed. */
public final class Depot {
    private static final int ROAMING_BUSES = 150;
    private static final int USUAL_BUSES = 200;

    private Depot() {}

    /** About two hundred in a small city; in a large one two for each direction of a route. */
    public static int usualBuses(CityPlan city) {
        int lines = city.busLines().size();
        return lines == 0 ? ROAMING_BUSES : Math.min(4 * lines, Math.max(USUAL_BUSES, 2 * lines));
    }

    public static List<Bus> sendOut(CityPlan city, int count, long seed) {
        List<Bus> buses = new ArrayList<>(count);
        List<BusLine> lines = city.busLines();
        RoamingLines roaming = new RoamingLines(city.streets(), seed);
        NextLine nextLine = lines.isEmpty() ? roaming : new Turnarounds(lines);
        for (int i = 0; i < count; i++) {
            BusLine line = lines.isEmpty() ? roaming.anywhere() : lines.get(i % lines.size());
            double share = lines.isEmpty()
                    ? 0
                    : (i / lines.size() + SeededHash.unit(seed, i, 11)) * lines.size() / Math.max(count, lines.size());
            double along = Math.min(share, 0.98) * line.path().lengthMetres();
            buses.add(new Bus(i + 1, line, along, nextLine, SeededHash.mix(seed, i, 12)));
        }
        return buses;
    }

    /** The buses as {@code POST /api/v1/terminals} takes them. */
    public static List<Map<String, Object>> terminals(List<Bus> buses) {
        List<Map<String, Object>> records = new ArrayList<>(buses.size());
        for (Bus bus : buses) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("phone", bus.phone());
            record.put("plate", bus.plate());
            record.put("plateColour", 2);
            record.put("routeId", bus.line().id().isEmpty() ? null : bus.line().id());
            records.add(record);
        }
        return records;
    }
}
