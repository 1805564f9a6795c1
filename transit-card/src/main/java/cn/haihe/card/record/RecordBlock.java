package cn.haihe.card.record;

import java.util.Arrays;

/**
 * Some thousands of records on their way through clearing, as columns: one array a field, one place a record. Blocks are used
 * again and again, so that clearing makes no garbage by the record. One thread at a time.
 */
public final class RecordBlock {
    /** Line in the batch of the first record, from 1. */
    public long firstLine;

    public int size;

    /** Why it is not taken, as far as is known; null as long as nothing speaks against it. */
    public final RecordReason[] reason;

    /** 19 digits. */
    public final long[] card;

    /** Unsigned, 16 bits on the card. */
    public final int[] counter;

    /** Place of the issuer that the record names among the institutions that take part, -1 for none of them. */
    public final int[] issuer;

    public final long[] balanceBeforeFen;
    public final long[] amountFen;
    public final long[] balanceAfterFen;

    /** Of the transaction, as on the card: 0x06 purchase, 0x09 composite purchase. */
    public final byte[] type;

    /** 48 bits. */
    public final long[] psam;

    /** Unsigned 32 bits. */
    public final int[] psamSequence;

    /** By the terminal, in China's time: 20261122. */
    public final int[] date;

    /** By the terminal, in China's time: 73005 for 07:30:05. */
    public final int[] time;

    public final long[] occurredEpochSecond;
    public final int[] tac;
    public final byte[] keyVersion;

    /** As in the record: 0 DES, 1 SM4. */
    public final byte[] algorithm;

    public final short[] transactionCity;
    public final short[] cardCity;
    public final byte[] industry;
    public final short[] cardType;
    public final byte[] consumeKind;
    /** What following another ride took off; the amount is what was left. 0 where it follows none. */
    public final int[] discountFen;

    /** City of the ride that it follows, 0 for none. */
    public final short[] transferCity;

    public final boolean[] test;

    /** Falls to another server of clearing: nothing is kept of it here. */
    public final boolean[] elsewhere;

    public RecordBlock(int capacity) {
        elsewhere = new boolean[capacity];
        reason = new RecordReason[capacity];
        card = new long[capacity];
        counter = new int[capacity];
        issuer = new int[capacity];
        balanceBeforeFen = new long[capacity];
        amountFen = new long[capacity];
        balanceAfterFen = new long[capacity];
        type = new byte[capacity];
        psam = new long[capacity];
        psamSequence = new int[capacity];
        date = new int[capacity];
        time = new int[capacity];
        occurredEpochSecond = new long[capacity];
        tac = new int[capacity];
        keyVersion = new byte[capacity];
        algorithm = new byte[capacity];
        transactionCity = new short[capacity];
        cardCity = new short[capacity];
        industry = new byte[capacity];
        cardType = new short[capacity];
        consumeKind = new byte[capacity];
        discountFen = new int[capacity];
        transferCity = new short[capacity];
        test = new boolean[capacity];
    }

    public int capacity() {
        return reason.length;
    }

    public boolean isFull() {
        return size == capacity();
    }

    /** Makes it empty, for records from this line on. */
    public void clear(long newFirstLine) {
        firstLine = newFirstLine;
        size = 0;
        Arrays.fill(reason, null);
        Arrays.fill(elsewhere, false);
    }

    public long line(int place) {
        return firstLine + place;
    }

    /** Whether it is for this server, and nothing was found against it yet. */
    public boolean isOpen(int place) {
        return reason[place] == null && !elsewhere[place];
    }

    /** Keeps the first reason that was found. */
    public void reject(int place, RecordReason why) {
        if (reason[place] == null) {
            reason[place] = why;
        }
    }
}
