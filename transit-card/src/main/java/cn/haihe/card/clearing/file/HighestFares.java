package cn.haihe.card.clearing.file;

import cn.haihe.card.fare.FareBook;
import cn.haihe.card.fare.Mode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** The most that a ride can have cost by the tariffs of a day, for millions of look-ups a second. One thread. */
final class HighestFares {
    private final FareBook fares;
    private final LocalDate day;
    private final Map<Integer, Long> known = new HashMap<>();

    HighestFares(FareBook fares, LocalDate day) {
        this.fares = fares;
        this.day = day;
    }

    /** @return {@link Long#MAX_VALUE} where no tariff is known: nothing is implausible then */
    long fen(int city, int industry) {
        return known.computeIfAbsent(city << 8 | industry & 0xFF, unknown -> search(city, industry));
    }

    private long search(int city, int industry) {
        for (Mode mode : Mode.values()) {
            if (mode.industry() == industry) {
                long most =
                        fares.find(city, day).map(fares -> fares.mostFen(mode)).orElse(0L);
                return most == 0 ? Long.MAX_VALUE : most;
            }
        }
        return Long.MAX_VALUE;
    }
}
