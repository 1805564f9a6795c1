package cn.haihe.ops.city.roadside;

import cn.haihe.ops.city.network.CarParkSite;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/** The car parks' guidance system: counts at every car park and reports them together. One thread only. */
public final class CarParks {
    private final List<CarParkCounter> counters;

    public CarParks(List<CarParkSite> sites, long seed, LocalDateTime now) {
        counters =
                sites.stream().map(site -> new CarParkCounter(site, seed, now)).toList();
    }

    public int size() {
        return counters.size();
    }

    /** Where every car park stands at this time of the model, as NDJSON dated by the wall clock. */
    public String report(LocalDateTime modelTime, Instant at) {
        StringBuilder lines = new StringBuilder(counters.size() * 112);
        for (CarParkCounter counter : counters) {
            counter.passTo(modelTime);
            lines.append("{\"carParkId\":\"")
                    .append(counter.id())
                    .append("\",\"observedAt\":\"")
                    .append(at)
                    .append("\",\"freeSpaces\":")
                    .append(counter.freeSpaces())
                    .append(",\"totalSpaces\":")
                    .append(counter.totalSpaces())
                    .append("}\n");
        }
        return lines.toString();
    }
}
