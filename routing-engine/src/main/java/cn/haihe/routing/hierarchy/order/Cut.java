package cn.haihe.routing.hierarchy.order;

/**
 * Two sides of a cell.
 *
 * @param part 0 or 1 for each node
 * @param smallerSide how many nodes the smaller side has
 * @param size how much capacity leads from one side to the other
 */
record Cut(int[] part, int smallerSide, int size) {}
