package cn.haihe.card.exchange;

import java.time.LocalDate;

/** Moments as yyyyMMddHHmmss of China's time, quick where many are of one day. One thread. */
final class ChinaSeconds {
    private static final long CHINA_SECONDS = 8 * 3_600;
    private static final long DAY_SECONDS = 86_400;

    private long lastDay = Long.MIN_VALUE;
    private long lastDate;

    long digits(long epochSecond) {
        long second = epochSecond + CHINA_SECONDS;
        long day = Math.floorDiv(second, DAY_SECONDS);
        if (day != lastDay) {
            LocalDate date = LocalDate.ofEpochDay(day);
            lastDay = day;
            lastDate = date.getYear() * 10_000L + date.getMonthValue() * 100 + date.getDayOfMonth();
        }
        long ofDay = Math.floorMod(second, DAY_SECONDS);
        return lastDate * 1_000_000 + ofDay / 3_600 * 10_000 + ofDay / 60 % 60 * 100 + ofDay % 60;
    }
}
