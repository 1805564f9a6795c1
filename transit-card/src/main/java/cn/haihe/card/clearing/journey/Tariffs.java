package cn.haihe.card.clearing.journey;

import cn.haihe.card.fare.Discount;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.fare.FareLine;
import cn.haihe.card.fare.Fares;
import cn.haihe.card.fare.Mode;
import cn.haihe.card.fare.PricedRide;
import cn.haihe.card.fare.RiddenBefore;
import cn.haihe.card.fare.Ride;
import cn.haihe.card.fare.Rider;
import cn.haihe.card.fare.RiderKind;
import cn.haihe.card.fare.TransferDiscount;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds what a ride says following another took off it against the transfers of its city's tariff. A record tells neither the
 * line nor, of a metro, when one went in: both are taken as they suit the rider best.
 */
final class Tariffs {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String TARIFF = "tariff";

    private final FareBook fares;

    Tariffs(FareBook fares) {
        this.fares = fares;
    }

    /** Rides of a journey, one after the other, as their tariffs see them. */
    final class Row {
        private final List<PricedRide> before = new ArrayList<>();
        private Leg last;

        /** Takes the ride that begins it. */
        void begin(Leg leg) {
            add(leg, begun(leg, leg.city()));
        }

        private void add(Leg leg, PricedRide priced) {
            before.add(priced);
            last = leg;
        }

        /** Takes the next one, unless there is something against it. */
        Optional<Unshared> follow(Leg leg) {
            if (leg.city() == 0) {
                begin(leg);
                return Optional.empty();
            }
            if (last.city() == 0) {
                before.set(before.size() - 1, begun(last, leg.transferCity()));
            } else if (last.city() != leg.transferCity()) {
                return Optional.of(Unshared.OTHER_CITY);
            }
            Optional<Mode> mode = Mode.find(leg.industry());
            Optional<Fares> known = mode.flatMap(one -> fares.find(leg.city(), LocalDate.ofInstant(leg.paidAt(), CHINA))
                    .filter(city -> city.mostFen(one) > 0));
            if (known.isEmpty()) {
                return Optional.of(Unshared.NO_TARIFF);
            }
            Optional<PricedRide> priced = price(known.get(), mode.get(), leg, before.get(before.size() - 1));
            priced.ifPresent(one -> add(leg, one));
            return priced.isPresent() ? Optional.empty() : Optional.of(Unshared.NO_RULE);
        }

        private Optional<PricedRide> price(Fares city, Mode mode, Leg leg, PricedRide last) {
            Instant earliest = leg.paidAt().minus(mode.longestBeforePaid());
            Instant boarded = earliest.isAfter(last.ride().chargedAt())
                    ? earliest
                    : leg.paidAt().isBefore(last.ride().chargedAt())
                            ? leg.paidAt()
                            : last.ride().chargedAt();
            Ride ride = ride(leg, leg.city(), mode, boarded);
            long full = leg.part().fullFen();
            Optional<RiderKind> kind = RiderKind.find(leg.cardType());
            for (Discount discount : city.discounts()) {
                if (kind.isPresent() && discount instanceof TransferDiscount transfer) {
                    Rider rider = new Rider(kind.get(), leg.cardCity());
                    Optional<FareLine> given = transfer.apply(rider, ride, full, new RiddenBefore(before));
                    if (given.isPresent() && -given.get().fen() >= leg.discountFen()) {
                        return Optional.of(new PricedRide(
                                ride, List.of(line(TARIFF, full), line(transfer.rule(), -leg.discountFen()))));
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static PricedRide begun(Leg leg, int city) {
        Mode mode = Mode.find(leg.industry()).orElse(Mode.BUS);
        return new PricedRide(
                ride(leg, city, mode, leg.paidAt()),
                List.of(line(TARIFF, leg.part().fullFen())));
    }

    /** @param city 0 of an old record, of which the next ride tells; fares know none below 1 */
    private static Ride ride(Leg leg, int city, Mode mode, Instant boardedAt) {
        return new Ride(
                Math.max(1, city), mode, leg.acquirer().code(), "", "", Optional.empty(), 0, boardedAt, leg.paidAt());
    }

    private static FareLine line(String rule, long fen) {
        return new FareLine(rule, "", "", fen);
    }
}
