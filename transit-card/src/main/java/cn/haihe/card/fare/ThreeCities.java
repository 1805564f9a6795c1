package cn.haihe.card.fare;

import cn.haihe.card.fare.Fares.Line;
import cn.haihe.card.fare.Tariff.Distance;
import cn.haihe.card.fare.Tariff.Distance.Band;
import cn.haihe.card.fare.Tariff.Flat;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fares that a new installation begins with. Tianjin's tariffs, transfers and who is excepted are as published from 2012
 * to 2023 (its metro's later table by distance was not to be found); Beijing's and Langfang's, and what a card of one city
 * gets in another, are ours until their operators bring theirs.
 */
public final class ThreeCities {
    public static final int BEIJING = 1000;
    public static final int TIANJIN = 1121;
    public static final int LANGFANG = 1460;
    private static final Set<RiderKind> PAYING = Set.of(RiderKind.ADULT, RiderKind.STUDENT, RiderKind.ELDER);

    private ThreeCities() {}

    public static FareBook fares() {
        return new FareBook(List.of(
                new FareBook.Dated(LocalDate.of(2023, 1, 1), tianjin()),
                new FareBook.Dated(LocalDate.of(2023, 1, 1), beijing()),
                new FareBook.Dated(LocalDate.of(2023, 1, 1), langfang())));
    }

    private static Fares tianjin() {
        return new Fares(
                TIANJIN,
                List.of(
                        new Line(Mode.BUS, Optional.of("808"), new Flat(400)),
                        new Line(Mode.BUS, Optional.empty(), new Flat(200)),
                        new Line(
                                Mode.METRO,
                                Optional.empty(),
                                new Distance(List.of(
                                        new Band(5, 200), new Band(10, 300), new Band(16, 400), new Band(17, 500))))),
                List.of(
                        transfer("tj-bus-bus", "公交换乘公交", "bus to bus", List.of(Mode.BUS, Mode.BUS), 200, 2, true),
                        transfer(
                                "tj-bus-metro",
                                "公交换乘地铁",
                                "bus to metro",
                                List.of(Mode.BUS, Mode.METRO),
                                100,
                                Integer.MAX_VALUE,
                                false),
                        transfer(
                                "tj-metro-bus",
                                "地铁换乘公交",
                                "metro to bus",
                                List.of(Mode.METRO, Mode.BUS),
                                100,
                                Integer.MAX_VALUE,
                                false),
                        new CardDiscount(
                                "tj-metro-card",
                                "城市卡九折",
                                "city card, 10 % off",
                                Mode.METRO,
                                Set.of(RiderKind.ADULT),
                                Set.of(TIANJIN),
                                10),
                        new CardDiscount(
                                "tj-metro-student",
                                "学生卡七折",
                                "student, 30 % off",
                                Mode.METRO,
                                Set.of(RiderKind.STUDENT),
                                Set.of(TIANJIN),
                                30),
                        new CardDiscount(
                                "tj-elder",
                                "60至69岁八折",
                                "aged 60 to 69, 20 % off",
                                Mode.METRO,
                                Set.of(RiderKind.ELDER),
                                Set.of(TIANJIN),
                                20),
                        free("tj-bus-free", Mode.BUS, TIANJIN),
                        free("tj-metro-free", Mode.METRO, TIANJIN)));
    }

    private static Discount transfer(
            String rule, String zh, String en, List<Mode> modes, long offFen, int mostInARow, boolean firstCharge) {
        return new TransferDiscount(
                rule,
                zh,
                en + " within 90 minutes",
                modes,
                offFen,
                Duration.ofMinutes(90),
                mostInARow,
                firstCharge,
                PAYING,
                Set.of(TIANJIN),
                Set.of(),
                Set.of("customised"));
    }

    private static Fares beijing() {
        return new Fares(
                BEIJING,
                List.of(
                        new Line(Mode.BUS, Optional.empty(), new Flat(200)),
                        new Line(
                                Mode.METRO,
                                Optional.empty(),
                                new Distance(List.of(
                                        new Band(4, 300),
                                        new Band(9, 400),
                                        new Band(17, 500),
                                        new Band(26, 600),
                                        new Band(27, 700))))),
                List.of(
                        new CardDiscount(
                                "bj-bus-card",
                                "一卡通五折",
                                "card of Beijing, half price",
                                Mode.BUS,
                                Set.of(RiderKind.ADULT, RiderKind.ELDER),
                                Set.of(BEIJING),
                                50),
                        new CardDiscount(
                                "bj-bus-student",
                                "学生卡二五折",
                                "student, a quarter of the price",
                                Mode.BUS,
                                Set.of(RiderKind.STUDENT),
                                Set.of(BEIJING),
                                75),
                        new MonthlyTier(
                                "bj-metro-100",
                                "当月满100元八折",
                                "20 % off from 100 yuan in the month",
                                Mode.METRO,
                                10_000,
                                15_000,
                                20),
                        new MonthlyTier(
                                "bj-metro-150",
                                "当月满150元五折",
                                "half price from 150 yuan in the month",
                                Mode.METRO,
                                15_000,
                                40_000,
                                50),
                        free("bj-bus-free", Mode.BUS, BEIJING)));
    }

    private static Fares langfang() {
        return new Fares(
                LANGFANG,
                List.of(new Line(Mode.BUS, Optional.empty(), new Flat(200))),
                List.of(
                        new TransferDiscount(
                                "lf-from-neighbour",
                                "京津冀换乘优惠",
                                "from a ride in Beijing or Tianjin within two hours",
                                List.of(Mode.METRO, Mode.BUS),
                                100,
                                Duration.ofHours(2),
                                1,
                                false,
                                PAYING,
                                Set.of(),
                                Set.of(BEIJING, TIANJIN),
                                Set.of()),
                        new DailyCap("lf-day", "当日封顶6元", "at most 6 yuan a day", Mode.BUS, 600)));
    }

    private static Discount free(String rule, Mode mode, int city) {
        return new CardDiscount(
                rule, "免费乘车", "rides free", mode, Set.of(RiderKind.SENIOR, RiderKind.DISABLED), Set.of(city), 100);
    }
}
