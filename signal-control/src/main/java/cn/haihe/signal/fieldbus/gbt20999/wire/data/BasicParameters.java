package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.DataValue;
import cn.haihe.signal.fieldbus.gbt20999.wire.Item;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Class 2, where the controller stands and how it reaches its host.
 *
 * @param hostLink see {@link LinkType}
 * @param rawTimeZone unit not established, likely seconds
 */
public record BasicParameters(
        Optional<String> intersectionName,
        Optional<InetAddress> address,
        Optional<InetAddress> mask,
        Optional<InetAddress> gateway,
        Optional<InetAddress> hostAddress,
        Optional<Integer> hostPort,
        Optional<Integer> rawHostLink,
        Optional<Long> rawTimeZone,
        Optional<Long> controllerId,
        Optional<Integer> roadCount,
        Optional<Integer> rawGpsClock,
        Optional<InetAddress> address6,
        Optional<InetAddress> mask6,
        Optional<InetAddress> gateway6,
        Optional<InetAddress> hostAddress6,
        Optional<Integer> hostPort6,
        Optional<Integer> rawHostLink6,
        List<DataValue> raw)
        implements DataClass {
    static final int NUMBER = 2;

    public BasicParameters {
        raw = List.copyOf(raw);
    }

    static BasicParameters read(ClassReader reader) {
        return new BasicParameters(
                reader.take(Item.INTERSECTION_NAME, 0, Coding.PADDED_TEXT),
                reader.take(Item.DEVICE_ADDRESS, 0, Coding.ADDRESS),
                reader.take(Item.DEVICE_MASK, 0, Coding.ADDRESS),
                reader.take(Item.DEVICE_GATEWAY, 0, Coding.ADDRESS),
                reader.take(Item.HOST_ADDRESS, 0, Coding.ADDRESS),
                reader.scalar(Item.HOST_PORT),
                reader.scalar(Item.HOST_LINK),
                reader.take(Item.TIME_ZONE, 0, Coding.LONG),
                reader.take(Item.CONTROLLER_ID, 0, Coding.LONG),
                reader.scalar(Item.ROAD_COUNT),
                reader.scalar(Item.GPS_CLOCK),
                reader.take(Item.DEVICE_ADDRESS_6, 0, Coding.ADDRESS),
                reader.take(Item.DEVICE_MASK_6, 0, Coding.ADDRESS),
                reader.take(Item.DEVICE_GATEWAY_6, 0, Coding.ADDRESS),
                reader.take(Item.HOST_ADDRESS_6, 0, Coding.ADDRESS),
                reader.scalar(Item.HOST_PORT_6),
                reader.scalar(Item.HOST_LINK_6),
                reader.rest());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void write(ClassWriter writer, ChainOrder order) {
        writer.put(Item.INTERSECTION_NAME, 0, intersectionName, Coding.PADDED_TEXT)
                .put(Item.DEVICE_ADDRESS, 0, address, Coding.ADDRESS)
                .put(Item.DEVICE_MASK, 0, mask, Coding.ADDRESS)
                .put(Item.DEVICE_GATEWAY, 0, gateway, Coding.ADDRESS)
                .put(Item.HOST_ADDRESS, 0, hostAddress, Coding.ADDRESS)
                .scalar(Item.HOST_PORT, hostPort)
                .scalar(Item.HOST_LINK, rawHostLink)
                .put(Item.TIME_ZONE, 0, rawTimeZone, Coding.LONG)
                .put(Item.CONTROLLER_ID, 0, controllerId, Coding.LONG)
                .scalar(Item.ROAD_COUNT, roadCount)
                .scalar(Item.GPS_CLOCK, rawGpsClock)
                .put(Item.DEVICE_ADDRESS_6, 0, address6, Coding.ADDRESS)
                .put(Item.DEVICE_MASK_6, 0, mask6, Coding.ADDRESS)
                .put(Item.DEVICE_GATEWAY_6, 0, gateway6, Coding.ADDRESS)
                .put(Item.HOST_ADDRESS_6, 0, hostAddress6, Coding.ADDRESS)
                .scalar(Item.HOST_PORT_6, hostPort6)
                .scalar(Item.HOST_LINK_6, rawHostLink6);
    }

    public Optional<LinkType> findHostLink() {
        return rawHostLink.flatMap(LinkType::find);
    }
}
