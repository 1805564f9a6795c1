package cn.haihe.card.clearing.internal;

import cn.haihe.card.clearing.RejectedTap;
import java.util.List;

/** The records of a batch, parted by what can be told without the database. */
record CheckedBatch(List<CheckedTap> good, List<RejectedTap> rejected) {}
