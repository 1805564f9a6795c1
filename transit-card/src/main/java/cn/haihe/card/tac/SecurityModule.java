package cn.haihe.card.tac;

import cn.haihe.card.record.RecordBlock;

/**
 * Who holds the keys by which cards authenticate their transactions: the port to a security module, of software for tests or
 * of hardware behind a socket. The centre itself never sees a key.
 */
public interface SecurityModule {
    /**
     * Checks the transaction authentication code of every record against which nothing speaks yet, and rejects with {@code
     * WRONG_TAC} or {@code UNKNOWN_KEY}. Blocks within a bound of time; called by one thread a module.
     *
     * @throws SecurityModuleException where it does not answer: nothing is known of any record of the block then
     */
    void check(RecordBlock block);
}
