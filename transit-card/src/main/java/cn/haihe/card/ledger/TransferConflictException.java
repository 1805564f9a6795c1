package cn.haihe.card.ledger;

import java.util.UUID;

/** A transfer's id was posted before, with other content. */
public class TransferConflictException extends RuntimeException {
    public TransferConflictException(UUID id) {
        super("transfer " + id + " was posted before with other content");
    }
}
