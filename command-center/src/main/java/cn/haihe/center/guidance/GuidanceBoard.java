package cn.haihe.center.guidance;

import java.util.List;
import java.util.Optional;

/** What all guidance signs show. Never waits. */
public interface GuidanceBoard {
    /** Every sign of the city, in its order; empty until the city is there. */
    List<SignState> list();

    Optional<SignState> find(String signId);

    /** How much of the city is guided now. */
    GuidedShare share();
}
