package cn.haihe.card.report.internal;

import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.record.RecordReason;
import cn.haihe.card.settlement.WindowState;

/** What people call things in reports. */
final class ChineseNames {
    private ChineseNames() {}

    static String of(RecordReason reason) {
        return switch (reason) {
            case ACCEPTED -> "已受理";
            case MALFORMED -> "格式错误";
            case UNKNOWN_CARD_RANGE -> "卡段未参加清分";
            case WRONG_ISSUER -> "发卡方不符";
            case IMPOSSIBLE_AMOUNT -> "金额不可能";
            case FUTURE -> "交易时间在未来";
            case STALE -> "超过滞后期限";
            case NO_CONTRACT -> "双方无合约";
            case WRONG_TAC -> "交易认证码（TAC）错误";
            case UNKNOWN_KEY -> "密钥版本未知";
            case BLACKLISTED -> "黑名单卡";
            case TEST -> "测试交易";
            case DUPLICATE -> "重复交易";
            case CONFLICTING -> "内容矛盾（挂起）";
            case TERMINAL_SEQUENCE_REUSED -> "终端流水号重用（挂起）";
            case IMPLAUSIBLE_FARE -> "票价不合理（挂起）";
            default -> reason.name();
        };
    }

    static String of(AdjustmentKind kind) {
        return switch (kind) {
            case RECORD_ACCEPTED -> "补付交易";
            case RECORD_TAKEN_BACK -> "撤回交易";
            case BETWEEN -> "机构间调整";
            case AT_BANK -> "银行多划（少划）";
        };
    }

    static String of(WindowState state) {
        return switch (state) {
            case OPEN -> "开放";
            case CLOSING -> "关闭中";
            case CLOSED -> "已关闭并封签";
            case NETTED -> "已轧差";
            case INSTRUCTED -> "已指令";
            case SETTLED -> "已结清";
            case DISPUTED -> "有争议";
        };
    }

    static String industry(int industry) {
        return switch (industry) {
            case 1 -> "公交";
            case 2 -> "轨道交通";
            case 8 -> "停车";
            default -> "行业" + String.format("%02d", industry);
        };
    }

    static String consumeKind(int kind) {
        return switch (kind) {
            case 0 -> "普通";
            case 2 -> "礼金钱包";
            case 8 -> "换乘";
            default -> "种类" + kind;
        };
    }
}
