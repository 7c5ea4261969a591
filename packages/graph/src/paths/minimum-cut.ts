import { BucketQueue } from "./bucket-queue.ts";
import type { FlowGraph } from "./flow-graph.ts";
import { costsFrom } from "./shortest-paths.ts";

/** Ways sent one by one before whole levels of ways are sent at a time: cuts are small, but need not be. */
const SINGLE_WAYS = 64;

/**
 * Edges with the least weight together that separate a source from a target, nearest to the target; undefined where no
 * finite cut separates them. Ways are sent from the target toward the source, straight along `costs` (Ford and
 * Fulkerson, "Maximal flow through a network", 1956): a cut near the target is proved by what lies behind it. Where
 * many are needed, level by level (Dinic, "Algorithm for solution of a problem of maximum flow in networks with power
 * estimation", 1970).
 * @param weights of every edge; infinite for one that nobody can take away
 * @param costs what `costsFrom` says of the source, where it is known already
 */
export function minimumCut(
  graph: FlowGraph,
  source: number,
  target: number,
  weights: ArrayLike<number>,
  costs: Int32Array = costsFrom(graph, source),
): readonly number[] | undefined {
  if (source === target) return undefined;
  if (costs[target] === -1) return [];
  const flow = new Residual(graph, source, target, weights, costs);
  for (let sent = 0; flow.finite && sent < SINGLE_WAYS; sent++) if (!flow.sendOne()) return flow.cut();
  while (flow.finite) if (!flow.sendLevels()) return flow.cut();
  return undefined;
}

/** What can still be sent over every edge, and against it. Searches run backward, from the target. */
class Residual {
  /** False once a way of infinite width was found: no cut there is finite. */
  finite = true;
  readonly #graph: FlowGraph;
  readonly #source: number;
  readonly #target: number;
  readonly #weights: ArrayLike<number>;
  readonly #costs: Int32Array;
  readonly #left: Float64Array;
  readonly #back: Float64Array;
  /** Number of the search that met a node, and the edge by which it did: ~edge where against its direction. */
  readonly #met: Int32Array;
  readonly #by: Int32Array;
  #run = 0;
  #seen: number[] = [];

  constructor(graph: FlowGraph, source: number, target: number, weights: ArrayLike<number>, costs: Int32Array) {
    this.#graph = graph;
    this.#source = source;
    this.#target = target;
    this.#weights = weights;
    this.#costs = costs;
    this.#left = new Float64Array(weights);
    this.#back = new Float64Array(graph.edges);
    this.#met = new Int32Array(graph.nodes);
    this.#by = new Int32Array(graph.nodes);
  }

  /** Sends as much as one way takes; false when none is left. */
  sendOne(): boolean {
    const run = ++this.#run;
    const queue = new BucketQueue();
    const costs = this.#costs;
    this.#seen = [this.#target];
    this.#met[this.#target] = run;
    queue.push(this.#target, costs[this.#target] as number);
    for (let node = queue.pop(); node !== -1; node = queue.pop()) {
      if (node === this.#source) {
        this.#send(this.#way());
        return true;
      }
      this.#before(node, (before, step) => {
        if (this.#met[before] === run || costs[before] === -1) return;
        this.#met[before] = run;
        this.#by[before] = step;
        this.#seen.push(before);
        queue.push(before, costs[before] as number);
      });
    }
    return false;
  }

  /** Sends over shortest ways until each is blocked; false when none is left. */
  sendLevels(): boolean {
    const run = ++this.#run;
    const level = new Int32Array(this.#graph.nodes).fill(-1);
    this.#seen = [this.#target];
    level[this.#target] = 0;
    for (let head = 0; head < this.#seen.length; head++) {
      const node = this.#seen[head] as number;
      this.#before(node, (before) => {
        if ((level[before] as number) >= 0 || this.#costs[before] === -1) return;
        level[before] = (level[node] as number) + 1;
        this.#seen.push(before);
      });
    }
    for (const node of this.#seen) this.#met[node] = run;
    if ((level[this.#source] as number) < 0) return false;
    const next = new Int32Array(this.#graph.nodes);
    for (let way = this.#blocking(level, next); this.finite && way !== undefined; way = this.#blocking(level, next)) this.#send(way);
    return true;
  }

  /** Edges into what the last search, which did not meet the source, has met. */
  cut(): readonly number[] {
    const { inStart, inEdges, from } = this.#graph;
    const cut: number[] = [];
    for (const node of this.#seen)
      for (let at = inStart[node] as number; at < (inStart[node + 1] as number); at++) {
        const edge = inEdges[at] as number;
        const before = from[edge] as number;
        if (this.#met[before] !== this.#run && this.#costs[before] !== -1 && (this.#weights[edge] as number) > 0) cut.push(edge);
      }
    return cut.sort((a, b) => a - b);
  }

  /** Nodes from which something still gets to a node, each with its edge. */
  #before(node: number, visit: (before: number, step: number) => void): void {
    const { inStart, inEdges, outStart, outEdges, from, to } = this.#graph;
    for (let at = inStart[node] as number; at < (inStart[node + 1] as number); at++) {
      const edge = inEdges[at] as number;
      if ((this.#left[edge] as number) > 0) visit(from[edge] as number, edge);
    }
    for (let at = outStart[node] as number; at < (outStart[node + 1] as number); at++) {
      const edge = outEdges[at] as number;
      if ((this.#back[edge] as number) > 0) visit(to[edge] as number, ~edge);
    }
  }

  #way(): readonly number[] {
    const way: number[] = [];
    for (let node = this.#source; node !== this.#target; node = this.#after(way.at(-1) as number)) way.push(this.#by[node] as number);
    return way;
  }

  /** Node at which a step ends, in the direction of the flow. */
  #after(step: number): number {
    return (step >= 0 ? this.#graph.to[step] : this.#graph.from[~step]) as number;
  }

  #send(way: readonly number[]): void {
    let amount = Number.POSITIVE_INFINITY;
    for (const step of way) amount = Math.min(amount, (step >= 0 ? this.#left[step] : this.#back[~step]) as number);
    if (amount === Number.POSITIVE_INFINITY) {
      this.finite = false;
      return;
    }
    for (const step of way) {
      const edge = step >= 0 ? step : ~step;
      const sign = step >= 0 ? 1 : -1;
      this.#left[edge] = (this.#left[edge] as number) - sign * amount;
      this.#back[edge] = (this.#back[edge] as number) + sign * amount;
    }
  }

  /** One way down the levels from the source, without recursion: ways may be long. `next` holds where each node goes on. */
  #blocking(level: Int32Array, next: Int32Array): readonly number[] | undefined {
    const way: number[] = [];
    let node = this.#source;
    while (node !== this.#target) {
      const step = this.#down(node, level, next);
      if (step !== undefined) {
        way.push(step);
        node = this.#after(step);
        continue;
      }
      const last = way.pop();
      if (last === undefined) return undefined;
      node = (last >= 0 ? this.#graph.from[last] : this.#graph.to[~last]) as number;
      next[node] = (next[node] as number) + 1;
    }
    return way;
  }

  #down(node: number, level: Int32Array, next: Int32Array): number | undefined {
    const [out, into] = [this.#graph.out(node), this.#graph.into(node)];
    for (; (next[node] as number) < out.length + into.length; next[node] = (next[node] as number) + 1) {
      const at = next[node] as number;
      const edge = (at < out.length ? out[at] : into[at - out.length]) as number;
      const open = (at < out.length ? this.#left[edge] : this.#back[edge]) as number;
      const after = (at < out.length ? this.#graph.to[edge] : this.#graph.from[edge]) as number;
      if (open > 0 && level[after] === (level[node] as number) - 1) return at < out.length ? edge : ~edge;
    }
    return undefined;
  }
}
