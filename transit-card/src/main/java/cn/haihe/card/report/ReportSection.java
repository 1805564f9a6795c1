package cn.haihe.card.report;

/** The parts of a report, in their order. */
public enum ReportSection {
    SUMMARY("概要"),
    ACQUIRED("本方受理（按发卡方、行业、种类）"),
    ISSUED("本方发卡（按受理方、行业、种类）"),
    LATE("滞后交易与顺延批次"),
    NOT_ACCEPTED("未受理交易"),
    ADJUSTMENTS("差错调整"),
    SETTLEMENT("窗口、银行指令与确认");

    private final String titleZh;

    ReportSection(String titleZh) {
        this.titleZh = titleZh;
    }

    public String titleZh() {
        return titleZh;
    }
}
