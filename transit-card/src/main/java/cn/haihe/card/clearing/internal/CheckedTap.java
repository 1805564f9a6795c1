package cn.haihe.card.clearing.internal;

import cn.haihe.card.contract.Contract;
import cn.haihe.card.contract.Shares;
import cn.haihe.card.record.Tap;

/** A record that may be taken, if nobody took it before. */
record CheckedTap(int line, Tap tap, Contract contract, Shares shares) {}
