package cn.haihe.card;

import static cn.haihe.card.fare.ThreeCities.BEIJING;
import static cn.haihe.card.fare.ThreeCities.LANGFANG;
import static cn.haihe.card.fare.ThreeCities.TIANJIN;

import cn.haihe.card.fare.Mode;
import cn.haihe.card.record.RecordBlock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Journeys by transfer as the tariffs of three cities give them, each of a card of its own: from the metro of Beijing or Tianjin
 * to a bus of Langfang, a bus of Tianjin and its metro before that, and two buses of Tianjin of which the second is free. Every
 * acquirer tells the rides that are its own, in the order of the journeys and whatever the others told.
 */
final class SimulatedJourneys {
    private static final List<String> BY_ACQUIRER = SimulatedDay.CODES;
    private static final int CARDS = 4_000_000;
    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

    private final long midnight;
    private final int date;
    private final long firstCard;
    private final int[] nextJourney = new int[BY_ACQUIRER.size()];
    private final int[] nextRide = new int[BY_ACQUIRER.size()];

    /** @param firstCard which cards of their issuers are theirs */
    SimulatedJourneys(LocalDate day, long firstCard, int street) {
        midnight = day.atStartOfDay().toEpochSecond(ZoneOffset.ofHours(8));
        date = day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
        this.firstCard = firstCard + (long) street * CARDS;
    }

    /** @param afterSeconds from the first ride of the journey */
    private record Ride(
            String acquirer, int city, Mode mode, int amountFen, int discountFen, int cityBefore, int afterSeconds) {}

    private static final Ride METRO_OF_BEIJING = new Ride("BEIJING", BEIJING, Mode.METRO, 500, 0, 0, 0);
    private static final Ride METRO_OF_TIANJIN = new Ride("TIANJIN", TIANJIN, Mode.METRO, 360, 0, 0, 0);
    private static final Ride BUS_OF_TIANJIN = new Ride("TIANJIN", TIANJIN, Mode.BUS, 200, 0, 0, 0);
    private static final List<List<Ride>> KINDS = List.of(
            List.of(METRO_OF_BEIJING, langfang(BEIJING, 3_000)),
            List.of(METRO_OF_TIANJIN, langfang(TIANJIN, 4_000)),
            List.of(METRO_OF_BEIJING, langfang(BEIJING, 5_000)),
            List.of(
                    BUS_OF_TIANJIN,
                    new Ride("TIANJIN", TIANJIN, Mode.METRO, 180, 100, TIANJIN, 2_400),
                    langfang(TIANJIN, 6_000)),
            List.of(METRO_OF_BEIJING, langfang(BEIJING, 6_000)),
            List.of(METRO_OF_TIANJIN, langfang(TIANJIN, 2_000)),
            List.of(METRO_OF_BEIJING, langfang(BEIJING, 1_000)),
            List.of(BUS_OF_TIANJIN, new Ride("TIANJIN", TIANJIN, Mode.BUS, 0, 200, TIANJIN, 1_200)));

    private static Ride langfang(int cityBefore, int afterSeconds) {
        return new Ride("HEBEI", LANGFANG, Mode.BUS, 100, 100, cityBefore, afterSeconds);
    }

    /** Fills in the acquirer's next ride but for its terminal and code. */
    void next(RecordBlock block, int place, int acquirer) {
        while (true) {
            int journey = nextJourney[acquirer];
            List<Ride> rides = KINDS.get(journey % KINDS.size());
            int counter = ++nextRide[acquirer];
            if (counter > rides.size()) {
                nextJourney[acquirer]++;
                nextRide[acquirer] = 0;
            } else if (rides.get(counter - 1).acquirer().equals(BY_ACQUIRER.get(acquirer))) {
                fill(block, place, journey, rides.get(counter - 1), counter);
                return;
            }
        }
    }

    private void fill(RecordBlock block, int place, int journey, Ride ride, int counter) {
        int issuer =
                BY_ACQUIRER.indexOf(KINDS.get(journey % KINDS.size()).get(0).acquirer());
        int home = issuer == BY_ACQUIRER.indexOf("BEIJING") ? BEIJING : TIANJIN;
        // Between six and eight in the evening.
        int second = 21_600 + (int) Long.remainderUnsigned((journey + 1) * ODD, 50_400) + ride.afterSeconds();
        block.card[place] = SimulatedDay.card(issuer, firstCard + journey);
        block.counter[place] = counter;
        block.issuer[place] = issuer;
        block.balanceBeforeFen[place] = ride.amountFen() + 10_000;
        block.amountFen[place] = ride.amountFen();
        block.balanceAfterFen[place] = 10_000;
        block.date[place] = date;
        block.time[place] = second / 3_600 * 10_000 + second / 60 % 60 * 100 + second % 60;
        block.occurredEpochSecond[place] = midnight + second;
        block.transactionCity[place] = (short) ride.city();
        block.cardCity[place] = (short) home;
        block.industry[place] = (byte) ride.mode().industry();
        block.consumeKind[place] = (byte) (ride.discountFen() > 0 ? 8 : 0);
        block.discountFen[place] = ride.discountFen();
        block.transferCity[place] = (short) ride.cityBefore();
    }
}
