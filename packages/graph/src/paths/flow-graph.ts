/**
 * A directed graph in typed arrays (compressed sparse rows): nodes and edges are numbers. Costs are whole numbers
 * from 1; an edge with capacity 0 in `cuttable` cannot be taken away by a change of configuration.
 */
export class FlowGraph {
  readonly nodes: number;
  readonly edges: number;
  /** Edge → node it starts at. */
  readonly from: Int32Array;
  /** Edge → node it ends at. */
  readonly to: Int32Array;
  readonly cost: Int32Array;
  /** Edges that leave node n, in their order: `outEdges[outStart[n]]` up to before `outEdges[outStart[n + 1]]`. */
  readonly outStart: Int32Array;
  readonly outEdges: Int32Array;
  /** Edges that enter node n, likewise. */
  readonly inStart: Int32Array;
  readonly inEdges: Int32Array;

  constructor(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>, cost?: ArrayLike<number>) {
    this.nodes = nodes;
    this.edges = from.length;
    this.from = new Int32Array(from);
    this.to = new Int32Array(to);
    this.cost = cost === undefined ? new Int32Array(this.edges).fill(1) : new Int32Array(cost);
    [this.outStart, this.outEdges] = rows(nodes, this.from);
    [this.inStart, this.inEdges] = rows(nodes, this.to);
  }

  /** Edges that leave a node, in their order. */
  out(node: number): Int32Array {
    return this.outEdges.subarray(this.outStart[node], this.outStart[node + 1]);
  }

  /** Edges that enter a node. */
  into(node: number): Int32Array {
    return this.inEdges.subarray(this.inStart[node], this.inStart[node + 1]);
  }

  /** 1 for each node that some source reaches (or, backward, that reaches some source), the sources included. */
  reach(sources: Iterable<number>, backward = false): Uint8Array {
    const seen = new Uint8Array(this.nodes);
    const queue = new Int32Array(this.nodes);
    let [head, tail] = [0, 0];
    for (const source of sources)
      if (seen[source] === 0) {
        seen[source] = 1;
        queue[tail++] = source;
      }
    const [start, list, end] = backward ? [this.inStart, this.inEdges, this.from] : [this.outStart, this.outEdges, this.to];
    while (head < tail) {
      const node = queue[head++] as number;
      for (let i = start[node] as number; i < (start[node + 1] as number); i++) {
        const next = end[list[i] as number] as number;
        if (seen[next] === 0) {
          seen[next] = 1;
          queue[tail++] = next;
        }
      }
    }
    return seen;
  }
}

function rows(nodes: number, key: Int32Array): [Int32Array, Int32Array] {
  const start = new Int32Array(nodes + 1);
  for (const node of key) start[node + 1] = (start[node + 1] as number) + 1;
  for (let node = 0; node < nodes; node++) start[node + 1] = (start[node + 1] as number) + (start[node] as number);
  const at = start.slice();
  const list = new Int32Array(key.length);
  for (let edge = 0; edge < key.length; edge++) {
    const node = key[edge] as number;
    list[at[node] as number] = edge;
    at[node] = (at[node] as number) + 1;
  }
  return [start, list];
}
