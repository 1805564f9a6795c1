package cn.haihe.map.city;

/** Which way a movement turns, as a driver on its approach sees it. */
public enum Turn {
    LEFT,
    STRAIGHT,
    RIGHT,
    U_TURN
}
