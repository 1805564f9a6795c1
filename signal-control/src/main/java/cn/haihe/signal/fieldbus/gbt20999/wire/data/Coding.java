package cn.haihe.signal.fieldbus.gbt20999.wire.data;

import cn.haihe.signal.fieldbus.gbt20999.wire.BigEndian;
import cn.haihe.signal.fieldbus.gbt20999.wire.Chain;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How a value's bytes are read and written. A value that would be written as other bytes than it was read from is not typed.
 *
 * @param reader empty where the bytes make no sense
 * @param writer gets the size that the item has, or {@link #AS_LONG_AS_IT_IS}
 */
record Coding<T>(Function<byte[], Optional<T>> reader, BiFunction<T, Integer, byte[]> writer) {
    static final int AS_LONG_AS_IT_IS = -1;

    private static final int MOST_BYTES_OF_A_NUMBER = 3;

    static final Coding<Integer> NUMBER = new Coding<>(
            bytes -> bytes.length == 0 || bytes.length > MOST_BYTES_OF_A_NUMBER
                    ? Optional.empty()
                    : Optional.of((int) BigEndian.number(bytes)),
            (number, size) -> BigEndian.bytes(number, size));

    /** Four bytes as an unsigned number, or eight as a bitmap: number n is bit n - 1. */
    static final Coding<Long> LONG = new Coding<>(
            bytes -> bytes.length == 0 || bytes.length > Long.BYTES
                    ? Optional.empty()
                    : Optional.of(BigEndian.number(bytes)),
            (number, size) -> BigEndian.bytes(number, size));

    static final Coding<Integer> SIGNED_BYTE =
            new Coding<>(bytes -> Optional.of((int) bytes[0]), (number, size) -> new byte[] {number.byteValue()});

    /** Text of its own length. */
    static final Coding<String> TEXT = new Coding<>(bytes -> utf8(bytes, bytes.length), (text, size) -> utf8(text));

    /** Text with zeros behind it up to the item's size. */
    static final Coding<String> PADDED_TEXT = new Coding<>(
            bytes -> {
                int used = bytes.length;
                while (used > 0 && bytes[used - 1] == 0) {
                    used--;
                }
                return utf8(bytes, used);
            },
            Coding::padded);

    static final Coding<LocalDateTime> TIME = new Coding<>(WireTime::find, (time, size) -> WireTime.encode(time));

    static final Coding<InetAddress> ADDRESS = new Coding<>(Coding::address, (address, size) -> address.getAddress());

    /** All places of a chain, the unused ones as 0. */
    static Coding<List<Integer>> chain(int entryBytes, ChainOrder order) {
        return new Coding<>(
                bytes -> bytes.length % entryBytes != 0
                        ? Optional.empty()
                        : Optional.of(IntStream.of(Chain.decode(bytes, entryBytes, order))
                                .boxed()
                                .toList()),
                (entries, size) -> Chain.encode(
                        entries.stream().mapToInt(entry -> entry).toArray(),
                        size < 0 ? entries.size() : size / entryBytes,
                        entryBytes,
                        order));
    }

    Optional<T> find(byte[] bytes) {
        return reader.apply(bytes);
    }

    byte[] bytes(T value, int size) {
        return writer.apply(value, size);
    }

    /** Empty where the bytes are no UTF-8. */
    private static Optional<String> utf8(byte[] bytes, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] padded(String text, int size) {
        byte[] bytes = utf8(text);
        if (bytes.length > size) {
            throw new IllegalArgumentException("a text of " + bytes.length + " bytes in " + size);
        }
        return Arrays.copyOf(bytes, size);
    }

    private static Optional<InetAddress> address(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
