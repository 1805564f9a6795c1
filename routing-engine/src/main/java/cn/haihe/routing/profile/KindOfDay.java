package cn.haihe.routing.profile;

/** Days on which a city drives alike. */
public enum KindOfDay {
    WORKDAY,
    WEEKEND,
    /** A public holiday, on whichever day of the week it falls. */
    HOLIDAY
}
