package cn.haihe.signal.fieldbus.gbt20999.wire;

/**
 * Where a data value stands: class, object, attribute, element, each one byte, 0 to 255.
 *
 * @param attribute 0 where the object has none
 * @param element row of the table (the road number in 13.2 and 17.1), 0 for scalars
 */
public record Address(int dataClass, int object, int attribute, int element) {
    public Address {
        if (((dataClass | object | attribute | element) & ~0xFF) != 0) {
            throw new IllegalArgumentException(
                    "not an address: " + dataClass + "." + object + "." + attribute + "." + element);
        }
    }

    /** The four bytes as one big-endian number. */
    public int packed() {
        return dataClass << 24 | object << 16 | attribute << 8 | element;
    }

    @Override
    public String toString() {
        return dataClass + "." + object + "." + attribute + "." + element;
    }
}
