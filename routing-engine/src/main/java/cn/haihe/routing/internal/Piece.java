package cn.haihe.routing.internal;

import cn.haihe.map.traffic.Grade;
import java.util.Optional;
import java.util.OptionalInt;

/** What one edge of a way adds to it; a class without equality, so that GraphHopper never merges two of them. */
final class Piece {
    final double metres;
    final double freeFlowSeconds;
    final float kmh;
    final float freeFlowKmh;
    final Optional<Grade> grade;
    /** Whether its speed is what is usual at that hour. */
    final boolean isUsual;

    final OptionalInt segment;

    Piece(double metres, float kmh, float freeFlowKmh, Optional<Grade> grade, boolean isUsual, OptionalInt segment) {
        this.metres = metres;
        this.kmh = kmh;
        this.freeFlowKmh = freeFlowKmh;
        this.grade = grade;
        this.isUsual = isUsual;
        this.segment = segment;
        freeFlowSeconds = metres * 3.6 / freeFlowKmh;
    }
}
