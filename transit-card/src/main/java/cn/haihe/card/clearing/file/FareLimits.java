package cn.haihe.card.clearing.file;

import cn.haihe.card.fare.FareBook;
import cn.haihe.card.fare.Fares;
import cn.haihe.card.fare.Mode;
import cn.haihe.card.fare.Rider;
import cn.haihe.card.fare.RiderKind;
import cn.haihe.card.record.RecordBlock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a record may say of its price and of what a transfer took off it, by the tariff of its city on the day of its tap, for
 * millions of look-ups a second. Where no tariff is known nothing is implausible, and nothing is free. One thread.
 */
final class FareLimits {
    private static final int INDUSTRIES = 1 << Byte.SIZE;
    /** Of cities, dates and modes: a file may hold as many as it has records. */
    static final int REMEMBERED_MAX = 4_096;

    private final FareBook fares;
    private final int[] homeCityByIssuer;
    private final int acquirer;
    private final Map<Key, Tariffed> all = new HashMap<>();
    /** By industry, as most records are like the one before. */
    private final Tariffed[] last = new Tariffed[INDUSTRIES];

    /**
     * @param homeCityByIssuer by the issuer's place
     * @param acquirer place of the file's, below 0 where it is no institution
     */
    FareLimits(FareBook fares, int[] homeCityByIssuer, int acquirer) {
        this.fares = fares;
        this.homeCityByIssuer = homeCityByIssuer;
        this.acquirer = acquirer;
    }

    /** @param date as in records: 20261122 */
    private record Key(int city, int date, int industry) {}

    private record Tariffed(Key key, Optional<Known> known) {
        private boolean is(int city, int date) {
            return key.city == city && key.date == date;
        }
    }

    private record Known(Fares fares, Mode mode, long mostFen) {}

    boolean isKnown(RecordBlock block, int place) {
        return find(block, place).isPresent();
    }

    boolean isPlausible(RecordBlock block, int place) {
        if (block.discountFen[place] > 0 && isHomeOfAnother(block.transactionCity[place])) {
            return false;
        }
        Optional<Known> found = find(block, place);
        if (found.isEmpty()) {
            return true;
        }
        long amount = block.amountFen[place];
        long discount = block.discountFen[place];
        return amount + discount <= found.get().mostFen
                && (discount == 0 || mayTransfer(found.get(), block, place, amount, discount));
    }

    private boolean mayTransfer(Known known, RecordBlock block, int place, long amountFen, long discountFen) {
        RiderKind kind = RiderKind.find(block.cardType[place]).orElse(null);
        if (kind == null) {
            return false;
        }
        Rider rider = new Rider(kind, cardCity(block, place));
        return known.fares.mayTransfer(rider, known.mode, block.transferCity[place], discountFen, amountFen);
    }

    /** The city that an acquirer says a card is of, unless it is the home of another issuer. */
    int cardCity(RecordBlock block, int place) {
        int stated = block.cardCity[place];
        return isHome(stated) ? homeCityByIssuer[block.issuer[place]] : stated;
    }

    /** Where the acquirer takes no fares: it would be another's tariff that it goes by. */
    private boolean isHomeOfAnother(int city) {
        return isHome(city) && (acquirer < 0 || homeCityByIssuer[acquirer] != city);
    }

    private boolean isHome(int city) {
        for (int home : homeCityByIssuer) {
            if (home == city) {
                return true;
            }
        }
        return false;
    }

    int remembered() {
        return all.size();
    }

    private Optional<Known> find(RecordBlock block, int place) {
        int industry = block.industry[place] & INDUSTRIES - 1;
        int city = block.transactionCity[place];
        int date = block.date[place];
        if (last[industry] == null || !last[industry].is(city, date)) {
            if (all.size() >= REMEMBERED_MAX) {
                all.clear();
            }
            last[industry] = all.computeIfAbsent(new Key(city, date, industry), key -> new Tariffed(key, search(key)));
        }
        return last[industry].known;
    }

    private Optional<Known> search(Key key) {
        LocalDate day = LocalDate.of(key.date / 10_000, key.date / 100 % 100, key.date % 100);
        return Mode.find(key.industry)
                .flatMap(mode -> fares.find(key.city, day)
                        .filter(city -> city.mostFen(mode) > 0)
                        .map(city -> new Known(city, mode, city.mostFen(mode))));
    }
}
