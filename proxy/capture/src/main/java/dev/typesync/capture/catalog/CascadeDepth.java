package dev.typesync.capture.catalog;

import dev.typesync.capture.catalog.CascadeGraph.Edge;
import java.util.Arrays;
import java.util.List;

/** The longest way through the edges from node 0. */
final class CascadeDepth {
    private static final int UNKNOWN = -2;
    private static final int OPEN = -3;

    private final List<Edge> edges;
    private final int[] depths;

    CascadeDepth(List<Edge> edges, int nodes) {
        this.edges = edges;
        this.depths = new int[nodes];
        Arrays.fill(depths, UNKNOWN);
    }

    /** In edges; {@link CascadeGraph#ENDLESS} if some way leads back. */
    int get() {
        return below(0);
    }

    private int below(int node) {
        if (depths[node] == OPEN) {
            return CascadeGraph.ENDLESS;
        }
        if (depths[node] == UNKNOWN) {
            depths[node] = OPEN;
            int deepest = 0;
            for (Edge edge : edges) {
                if (edge.parent() == node) {
                    int depth = below(edge.child());
                    deepest = depth == CascadeGraph.ENDLESS || deepest == CascadeGraph.ENDLESS
                            ? CascadeGraph.ENDLESS
                            : Math.max(deepest, depth + 1);
                }
            }
            depths[node] = deepest;
        }
        return depths[node];
    }
}
