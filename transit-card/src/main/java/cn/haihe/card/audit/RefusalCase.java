package cn.haihe.card.audit;

/** When a file that was received may stay out of the books: by a person's word, or while that is awaited. */
final class RefusalCase {
    /** A condition on a row {@code f} of card_file: nothing of it was cleared. */
    private static final String UNTOUCHED = """
            NOT EXISTS (SELECT 1 FROM card_chunk c WHERE c.file_id = f.id)
            AND NOT EXISTS (SELECT 1 FROM card_file_posting p WHERE p.file_id = f.id)""";

    private static final String CASE = """
            card_discrepancy d WHERE d.kind = 'FILE_WITHOUT_RULES' AND d.subject = 'file ' || f.id
                                 AND d.business_day = f.business_day""";

    /** A condition on a row {@code f} of card_file: it was refused, as a step of its case says. */
    static final String REFUSED = """
            (%s AND EXISTS (SELECT 1 FROM card_file_refusal r, card_discrepancy_step s, %s
                            AND r.file_id = f.id AND r.cause = 'exception ' || d.id
                            AND s.discrepancy_id = d.id AND s.outcome = 'FILE_REFUSED' AND s.by_whom = r.by_whom))""".formatted(UNTOUCHED, CASE);

    /**
     * A condition on a row {@code f} of card_file: it waits for rules, as long as a hub lets it before it tells a person (unless
     * it is set otherwise), or longer with a case of its own.
     */
    static final String WAITS = """
            (%s AND NOT EXISTS (SELECT 1 FROM card_file_refusal r WHERE r.file_id = f.id)
             AND NOT EXISTS (SELECT 1 FROM ledger_seal s WHERE s.business_day >= f.business_day)
             AND (f.received_at > now() - interval '3 days' OR EXISTS (SELECT 1 FROM %s)))""".formatted(UNTOUCHED, CASE);

    private RefusalCase() {}
}
