package cn.haihe.routing.rule;

/** Where a vehicle is registered, seen from the city that makes the rule. */
public enum PlateOrigin {
    LOCAL,
    ELSEWHERE
}
