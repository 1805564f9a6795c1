package cn.haihe.center.bus.jt808;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A driver's card put in or taken out (0x0702).
 *
 * @param card empty when the card was taken out or could not be read
 */
public record DriverIdentity(CardEvent event, Instant at, Optional<CardRead> read, Optional<Card> card) {
    /** What happened to the card. */
    public enum CardEvent {
        INSERTED,
        REMOVED
    }

    /** How reading the card went. */
    public enum CardRead {
        OK,
        KEY_FAILURE,
        LOCKED,
        PULLED_OUT,
        CHECKSUM
    }

    /**
     * What stands on the card.
     *
     * @param licence number of the professional licence
     * @param expiry empty where the card has none that is a date
     * @param idCard number of the identity card, empty before 2019
     */
    public record Card(
            String name, String licence, String issuer, Optional<LocalDate> expiry, Optional<String> idCard) {}

    private static final int LICENCE_2011_BYTES = 40;
    private static final int LICENCE_BYTES = 20;
    private static final int EXPIRY_BYTES = 4;

    /** Reads what is there: some 2013 terminals add the identity card of 2019, others stop after the time. */
    public static DriverIdentity read(byte[] bytes, int bodyAt, int bodyLength) {
        BodyReader body = new BodyReader(bytes, bodyAt, bodyLength);
        CardEvent event = switch (body.u8()) {
            case 1 -> CardEvent.INSERTED;
            case 2 -> CardEvent.REMOVED;
            default -> throw new MalformedMessageException("a driver card neither put in nor taken out");
        };
        Instant at = body.time();
        if (event == CardEvent.REMOVED || body.remaining() == 0) {
            return new DriverIdentity(event, at, Optional.empty(), Optional.empty());
        }
        int result = body.u8();
        if (result >= CardRead.values().length) {
            throw new MalformedMessageException("unknown result " + result + " of reading a driver card");
        }
        CardRead read = CardRead.values()[result];
        boolean hasCard = read == CardRead.OK && body.remaining() > 0;
        return new DriverIdentity(
                event, at, Optional.of(read), hasCard ? Optional.of(readCard(body)) : Optional.empty());
    }

    private static Card readCard(BodyReader body) {
        String name = body.padded(body.u8());
        int licenceBytes = licenceBytes(body);
        String licence = body.padded(licenceBytes);
        String issuer = body.padded(body.u8());
        Optional<LocalDate> expiry = expiry(body.raw(EXPIRY_BYTES));
        Optional<String> idCard = body.remaining() >= 1 ? Optional.of(body.padded(body.remaining())) : Optional.empty();
        return new Card(name, licence, issuer, expiry, idCard.filter(number -> !number.isEmpty()));
    }

    /** 2011 has a wider licence and no flag that says so: it is the width with which the rest comes out even. */
    private static int licenceBytes(BodyReader body) {
        boolean of2011 = body.remaining() > LICENCE_2011_BYTES
                && LICENCE_2011_BYTES + 1 + body.peekU8(LICENCE_2011_BYTES) + EXPIRY_BYTES == body.remaining();
        return of2011 && !fitsShortLicence(body) ? LICENCE_2011_BYTES : LICENCE_BYTES;
    }

    private static boolean fitsShortLicence(BodyReader body) {
        int rest = body.remaining() - LICENCE_BYTES - 1 - body.peekU8(LICENCE_BYTES) - EXPIRY_BYTES;
        return rest == 0 || rest == 20;
    }

    private static Optional<LocalDate> expiry(byte[] bcd) {
        try {
            return Optional.of(LocalDate.of(
                    100 * BcdTime.digits(bcd[0]) + BcdTime.digits(bcd[1]),
                    BcdTime.digits(bcd[2]),
                    BcdTime.digits(bcd[3])));
        } catch (DateTimeException | MalformedMessageException noDate) {
            return Optional.empty();
        }
    }
}
