import { BucketQueue } from "./bucket-queue.ts";
import type { FlowGraph } from "./flow-graph.ts";

/** A way through a graph: its edges in order, and what they cost together. */
export interface Way {
  readonly edges: readonly number[];
  readonly cost: number;
}

/**
 * Cost of the cheapest way from a source to every node, -1 where there is none (Dijkstra, with a queue of buckets:
 * costs are small whole numbers). Searches for several targets of one source share it.
 */
export function costsFrom(graph: FlowGraph, source: number): Int32Array {
  const cost = new Int32Array(graph.nodes).fill(-1);
  const done = new Uint8Array(graph.nodes);
  const queue = new BucketQueue();
  cost[source] = 0;
  queue.push(source, 0);
  const { outStart, outEdges, to, cost: price } = graph;
  for (let node = queue.pop(); node !== -1; node = queue.pop()) {
    if (done[node] === 1) continue;
    done[node] = 1;
    const here = cost[node] as number;
    const end = outStart[node + 1] as number;
    for (let at = outStart[node] as number; at < end; at++) {
      const edge = outEdges[at] as number;
      const next = to[edge] as number;
      const sum = here + (price[edge] as number);
      const known = cost[next] as number;
      if (known !== -1 && sum >= known) continue;
      cost[next] = sum;
      queue.push(next, sum);
    }
  }
  return cost;
}

interface Candidate extends Way {
  /** Edges at the end of the way that it shares with the one it was bent off from. */
  readonly kept: number;
}

/**
 * The `count` cheapest ways without a circle from a source to a target (Yen, "Finding the K shortest loopless paths in
 * a network", 1971; Lawler's rule of where to bend off, 1972), searched from the target: the cost from the source is
 * then exact for every node, and hardly anything beside the ways themselves is looked at.
 * @param costs what `costsFrom` says of the source, where it is known already
 */
export function cheapestWays(
  graph: FlowGraph,
  source: number,
  target: number,
  count: number,
  costs: Int32Array = costsFrom(graph, source),
): readonly Way[] {
  if (source === target || costs[target] === -1 || count < 1) return [];
  const search = new BackwardSearch(graph, source, costs);
  const first = search.way(target, new Set());
  if (first === undefined) return [];
  const found: Candidate[] = [{ ...first, kept: 0 }];
  const candidates = new Map<string, Candidate>();
  while (found.length < count) {
    const last = found.at(-1) as Candidate;
    const length = last.edges.length;
    // What stands behind the place of bending, from the target on, is kept and must not be met again.
    let behind = 0;
    for (let kept = 0; kept < length; kept++) {
      const bend = graph.to[last.edges[length - 1 - kept] as number] as number;
      if (kept >= last.kept) {
        const closed = new Set(
          found.filter((way) => sameEnd(way.edges, last.edges, kept)).map(({ edges }) => edges[edges.length - 1 - kept] as number),
        );
        const rest = search.way(bend, closed);
        if (rest !== undefined) {
          const edges = [...rest.edges, ...last.edges.slice(length - kept)];
          candidates.set(edges.join(","), { edges, cost: rest.cost + behind, kept });
        }
      }
      search.close(bend);
      behind += graph.cost[last.edges[length - 1 - kept] as number] as number;
    }
    search.openAll();
    const [key, next] = [...candidates].reduce<[string, Candidate] | []>(
      (best, each) => (best[1] === undefined || better(each, best as [string, Candidate]) ? each : best),
      [],
    );
    if (key === undefined || next === undefined) break;
    candidates.delete(key);
    found.push(next);
  }
  return found.map(({ edges, cost }) => ({ edges, cost }));
}

function sameEnd(a: readonly number[], b: readonly number[], kept: number): boolean {
  if (a.length <= kept) return false;
  for (let at = 1; at <= kept; at++) if (a[a.length - at] !== b[b.length - at]) return false;
  return true;
}

/** Cheaper, then of fewer edges, then first by its edges: an order that does not depend on the search. */
function better([key, way]: readonly [string, Way], [otherKey, other]: readonly [string, Way]): boolean {
  return (
    way.cost - other.cost < 0 ||
    (way.cost === other.cost && (way.edges.length < other.edges.length || (way.edges.length === other.edges.length && key < otherKey)))
  );
}

/**
 * Searches cheapest ways backward with the exact cost from the source (Hart, Nilsson and Raphael, "A formal basis for
 * the heuristic determination of minimum cost paths", 1968); its arrays serve many searches.
 */
class BackwardSearch {
  readonly #graph: FlowGraph;
  readonly #source: number;
  readonly #costs: Int32Array;
  readonly #closed: Uint8Array;
  readonly #left: Int32Array;
  readonly #by: Int32Array;
  /** Number of the search in which a node was met, and done with. */
  readonly #met: Int32Array;
  readonly #done: Int32Array;
  #run = 0;

  constructor(graph: FlowGraph, source: number, costs: Int32Array) {
    this.#graph = graph;
    this.#source = source;
    this.#costs = costs;
    this.#closed = new Uint8Array(graph.nodes);
    this.#left = new Int32Array(graph.nodes);
    this.#by = new Int32Array(graph.nodes);
    this.#met = new Int32Array(graph.nodes);
    this.#done = new Int32Array(graph.nodes);
  }

  close(node: number): void {
    this.#closed[node] = 1;
  }

  openAll(): void {
    this.#closed.fill(0);
  }

  /** Cheapest way from the source to `target` whose last edge is none of `without`. */
  way(target: number, without: ReadonlySet<number>): Way | undefined {
    const run = ++this.#run;
    const { inStart, inEdges, from, cost } = this.#graph;
    const [costs, left, by, met, done] = [this.#costs, this.#left, this.#by, this.#met, this.#done];
    const queue = new BucketQueue();
    const base = costs[target] as number;
    left[target] = 0;
    met[target] = run;
    queue.push(target, 0);
    for (let node = queue.pop(); node !== -1; node = queue.pop()) {
      if (done[node] === run) continue;
      done[node] = run;
      if (node === this.#source) return this.#told(target);
      const end = inStart[node + 1] as number;
      for (let at = inStart[node] as number; at < end; at++) {
        const edge = inEdges[at] as number;
        const before = from[edge] as number;
        if (done[before] === run || this.#closed[before] === 1 || costs[before] === -1) continue;
        if (node === target && without.has(edge)) continue;
        const sum = (left[node] as number) + (cost[edge] as number);
        if (met[before] === run && sum >= (left[before] as number)) continue;
        left[before] = sum;
        by[before] = edge;
        met[before] = run;
        queue.push(before, sum + (costs[before] as number) - base);
      }
    }
    return undefined;
  }

  #told(target: number): Way {
    const edges: number[] = [];
    for (let node = this.#source; node !== target; node = this.#graph.to[edges.at(-1) as number] as number)
      edges.push(this.#by[node] as number);
    return { edges, cost: this.#left[this.#source] as number };
  }
}
