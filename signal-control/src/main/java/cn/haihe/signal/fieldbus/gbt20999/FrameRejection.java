package cn.haihe.signal.fieldbus.gbt20999;

/** Why a good frame of a known controller was not taken. */
enum FrameRejection {
    /** It asks or sets, as only the centre may. */
    NOT_FOR_THE_CENTRE
}
