package cn.haihe.card.fare;

/** What one rides on, with its industry code in records. */
public enum Mode {
    BUS(1),
    METRO(2);

    private final int industry;

    Mode(int industry) {
        this.industry = industry;
    }

    public int industry() {
        return industry;
    }
}
