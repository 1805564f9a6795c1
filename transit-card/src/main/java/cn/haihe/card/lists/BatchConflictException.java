package cn.haihe.card.lists;

/** A teller's name for a batch of changes was used before for other changes. */
public class BatchConflictException extends RuntimeException {
    public BatchConflictException(String teller, String batch) {
        super(teller + " has told " + batch + " before with other changes");
    }
}
