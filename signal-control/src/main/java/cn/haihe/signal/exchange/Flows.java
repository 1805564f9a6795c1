package cn.haihe.signal.exchange;

import java.util.ArrayList;
import java.util.List;

/** Vehicles an hour, one figure per interval. */
final class Flows {
    private static final double MOST_PER_HOUR = 99_999;

    private Flows() {}

    static List<Double> read(JsonPlace list, int intervals) throws BadExchange {
        List<JsonPlace> items = list.items();
        if (items.size() != intervals) {
            throw list.wrong(items.size() + " figures, the horizon has " + intervals + " intervals");
        }
        List<Double> flows = new ArrayList<>(intervals);
        for (JsonPlace item : items) {
            double flow = item.number();
            if (flow < 0 || flow > MOST_PER_HOUR) {
                throw item.wrong(flow + " vehicles/h");
            }
            flows.add(flow);
        }
        return flows;
    }
}
