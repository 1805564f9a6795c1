package cn.haihe.routing.hierarchy;

import java.util.Arrays;

/**
 * The links of each rank that can carry a way upwards, and those that can carry one down to it, whatever the costs are:
 * a turn, or two such links over a lower rank. Most links lead one way only, since most streets between two sides of a
 * separator do (Buchhold, Wagner, Zeitz, Zündorf, "Customizable Contraction Hierarchies with Turn Costs", ATMOS 2020),
 * so searches and customisation pass by half of all and four fifths of the triangles.
 *
 * @param first of rank {@code v}: its links are {@code link[first[v]]} to {@code link[first[v + 1] - 1]}, ascending
 */
record Leads(int[] first, int[] link) {
    /** @param direction 0 for upwards, 1 for down */
    static Leads select(boolean[] sideLeads, int direction, int[] firstUp) {
        int[] first = new int[firstUp.length];
        int[] links = new int[sideLeads.length / 2];
        int count = 0;
        for (int v = 0; v + 1 < firstUp.length; v++) {
            for (int link = firstUp[v]; link < firstUp[v + 1]; link++) {
                if (sideLeads[2 * link + direction]) {
                    links[count++] = link;
                }
            }
            first[v + 1] = count;
        }
        return new Leads(first, Arrays.copyOf(links, count));
    }

    /** By {@link Hierarchy#up} and {@link Hierarchy#down} of every link. */
    static boolean[] sides(Hierarchy hierarchy) {
        int[] upHead = hierarchy.upHead;
        boolean[] leads = new boolean[2 * upHead.length];
        for (int side : hierarchy.sideOfTurn) {
            leads[side] = true;
        }
        int[] sideTo = new int[hierarchy.parent.length];
        for (int x = 0; x < sideTo.length; x++) {
            for (int link = hierarchy.firstUp[x]; link < hierarchy.firstUp[x + 1]; link++) {
                sideTo[upHead[link]] = Hierarchy.up(link);
            }
            for (int i = hierarchy.firstDown[x]; i < hierarchy.firstDown[x + 1]; i++) {
                int toX = hierarchy.downLink[i];
                boolean fromX = leads[Hierarchy.down(toX)];
                boolean ontoX = leads[Hierarchy.up(toX)];
                int end = hierarchy.firstUp[hierarchy.upTail[toX] + 1];
                for (int link = toX + 1; link < end; link++) {
                    int side = sideTo[upHead[link]];
                    leads[side] |= fromX && leads[Hierarchy.up(link)];
                    leads[side + 1] |= ontoX && leads[Hierarchy.down(link)];
                }
            }
        }
        return leads;
    }
}
