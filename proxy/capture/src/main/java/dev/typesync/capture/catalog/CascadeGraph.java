package dev.typesync.capture.catalog;

import dev.typesync.outbox.TableId;
import java.util.List;

/**
 * All that a DELETE of a table's rows changes elsewhere by ON DELETE and ON UPDATE actions: a graph, since the rows of one
 * table can be deleted over one way and updated over another, and tables can refer to each other in a circle. Immutable.
 *
 * @param nodes the first is the table itself
 * @param edges in the order in which the server follows them for one row
 * @param depth how many levels of rows there can be below the table's own; {@link #ENDLESS} where there is a circle
 */
public record CascadeGraph(List<Node> nodes, List<Edge> edges, int depth) {
    public static final int ENDLESS = -1;

    public CascadeGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** Whether any of the rows that it reaches holds a key of a replicated table. */
    boolean reachesKeys() {
        boolean again = edges.stream().anyMatch(edge -> edge.child() == 0);
        return nodes.stream()
                .skip(again ? 0 : 1)
                .anyMatch(node -> !node.captures().isEmpty());
    }

    /** The tables whose rows it reads and locks. */
    public List<Long> tables() {
        return nodes.stream().map(Node::oid).distinct().toList();
    }

    /**
     * What happens to the rows of one table.
     *
     * @param only partitions and children are not reached: not for a partitioned table
     * @param deleted else some of its columns are set
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

    /** A foreign key between two nodes, by their places in the list. */
    public record Edge(int parent, int child, List<Match> columns) {
        public Edge {
            columns = List.copyOf(columns);
        }
    }

    /**
     * One pair of columns of a foreign key.
     *
     * @param operator the foreign key's own, with the referenced column on its left
     */
    public record Match(String parent, String operator, String child) {}
}
