package cn.haihe.routing.rule;

/** Where a ban holds. */
public enum BanPlace {
    /** All roads inside the area, its ring not included. */
    AREA,
    /** The ring itself. */
    RING
}
