package cn.haihe.ops.city.jt808;

import java.util.Objects;

/**
 * What a terminal says of itself when it registers (0x0100). Texts too long for their field are cut by the encoder.
 *
 * @param provinceCode first two digits of the administrative code, as 12 for Tianjin
 * @param cityCode last four digits of the administrative code
 * @param plateColour 0 no plate, 1 blue, 2 yellow, 3 black, 4 white, 9 other
 */
public record TerminalIdentity(
        int provinceCode, int cityCode, String maker, String model, String terminalId, int plateColour, String plate) {
    public TerminalIdentity {
        Objects.requireNonNull(maker);
        Objects.requireNonNull(model);
        Objects.requireNonNull(terminalId);
        Objects.requireNonNull(plate);
    }
}
