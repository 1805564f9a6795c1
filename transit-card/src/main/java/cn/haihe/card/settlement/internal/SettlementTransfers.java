package cn.haihe.card.settlement.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Entry;
import cn.haihe.card.ledger.Transfer;
import cn.haihe.card.ledger.TransferReference;
import cn.haihe.card.ledger.TransferReference.WindowMove;
import cn.haihe.card.settlement.Window;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What netting and settling a window posts. Each is known by the step that it comes from, so that it is posted once. */
final class SettlementTransfers {
    private SettlementTransfers() {}

    /** @param netFen what each is owed, below zero owes; sums to zero */
    static List<Transfer> netted(Window window, LocalDate ledgerDay, SortedMap<Institution, Long> netFen) {
        return transfer(WindowMove.NETTED, window, ledgerDay, entries(AccountKind.NET_CLAIM, netFen));
    }

    /** @param fen moved from what each pledged to what is held for this window */
    static List<Transfer> reserved(Window window, LocalDate ledgerDay, SortedMap<Institution, Long> fen) {
        return transfer(WindowMove.RESERVED, window, ledgerDay, moved(fen, AccountKind.PLEDGED, AccountKind.RESERVED));
    }

    static List<Transfer> released(Window window, LocalDate ledgerDay, SortedMap<Institution, Long> fen) {
        return transfer(WindowMove.RELEASED, window, ledgerDay, moved(fen, AccountKind.RESERVED, AccountKind.PLEDGED));
    }

    static List<Transfer> settled(Window window, LocalDate ledgerDay, SortedMap<Institution, Long> netFen) {
        return transfer(
                WindowMove.SETTLED,
                window,
                ledgerDay,
                moved(netFen, AccountKind.NET_CLAIM, AccountKind.SETTLEMENT_BANK));
    }

    private static List<Entry> moved(SortedMap<Institution, Long> fen, AccountKind from, AccountKind to) {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<Institution, Long> one : fen.entrySet()) {
            if (one.getValue() != 0) {
                entries.add(new Entry(one.getKey(), from, one.getKey(), -one.getValue()));
                entries.add(new Entry(one.getKey(), to, one.getKey(), one.getValue()));
            }
        }
        return entries;
    }

    private static List<Entry> entries(AccountKind kind, SortedMap<Institution, Long> fen) {
        return fen.entrySet().stream()
                .filter(one -> one.getValue() != 0)
                .map(one -> new Entry(one.getKey(), kind, one.getKey(), one.getValue()))
                .toList();
    }

    private static List<Transfer> transfer(WindowMove move, Window window, LocalDate ledgerDay, List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        String reference = TransferReference.ofWindow(move, window.businessDay(), window.step());
        return List.of(Transfer.of(ledgerDay, reference, entries));
    }
}
