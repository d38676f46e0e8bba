package dev.typesync.capture.catalog;

import dev.typesync.outbox.TableId;
import java.util.Arrays;
import java.util.List;

/**
 * All that a DELETE of a table's rows changes in other tables by ON DELETE and ON UPDATE actions. It is a graph: the
 * rows of one table can be deleted on one path and updated on another, and tables can refer to each other in a circle.
 * Immutable.
 *
 * @param nodes the first is the table itself
 * @param edges in the order in which the server follows them for one row
 * @param depth how many levels of rows there can be below the table's own rows; {@link #ENDLESS} if there is a circle
 */
public record CascadeGraph(List<Node> nodes, List<Edge> edges, int depth) {
    public static final int ENDLESS = -1;

    private static final int UNKNOWN_DEPTH = -2;
    private static final int IN_PROGRESS = -3;

    public CascadeGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    static CascadeGraph of(List<Node> nodes, List<Edge> edges) {
        int[] depths = new int[nodes.size()];
        Arrays.fill(depths, UNKNOWN_DEPTH);
        return new CascadeGraph(nodes, edges, depth(0, edges, depths));
    }

    /** The number of edges on the longest path from a node; {@link #ENDLESS} if some path leads back. */
    private static int depth(int node, List<Edge> edges, int[] depths) {
        if (depths[node] == IN_PROGRESS) {
            return ENDLESS;
        }
        if (depths[node] == UNKNOWN_DEPTH) {
            depths[node] = IN_PROGRESS;
            int deepest = 0;
            for (Edge edge : edges) {
                if (edge.parent() == node) {
                    int depth = depth(edge.child(), edges, depths);
                    deepest = depth == ENDLESS || deepest == ENDLESS ? ENDLESS : Math.max(deepest, depth + 1);
                }
            }
            depths[node] = deepest;
        }
        return depths[node];
    }

    /** Whether any of the rows that it reaches holds a key of a replicated table. */
    boolean reachesKeys() {
        boolean reachesItself = edges.stream().anyMatch(edge -> edge.child() == 0);
        return nodes.stream()
                .skip(reachesItself ? 0 : 1)
                .anyMatch(node -> !node.captures().isEmpty());
    }

    /** The tables whose rows it reads and locks. */
    public List<Long> tables() {
        return nodes.stream().map(Node::oid).distinct().toList();
    }

    /**
     * What happens to the rows of one table.
     *
     * @param only partitions and children are not reached; false for a partitioned table
     * @param deleted the rows are deleted; otherwise some of their columns are set
     * @param captures keys that these rows hold
     */
    public record Node(long oid, TableId id, boolean only, boolean deleted, List<CapturedKey> captures) {
        public Node {
            captures = List.copyOf(captures);
        }

        public String sql() {
            return (only ? "ONLY " : "") + id.quoted();
        }
    }

    /** A foreign key between two nodes, which are given by their positions in the list. */
    public record Edge(int parent, int child, List<Match> columns) {
        public Edge {
            columns = List.copyOf(columns);
        }
    }

    /**
     * One pair of columns of a foreign key.
     *
     * @param operator the foreign key's own, as it is written after the referenced column: after a cast of that column
     *     to its type
     * @param cast of the referencing column to the operator's type; empty if there is none
     */
    public record Match(String parent, String operator, String child, String cast) {}
}
