import type { FlowGraph } from "./flow-graph.ts";

/** A way through a graph: its edges in order, and what they cost together. */
export interface Way {
  readonly edges: readonly number[];
  readonly cost: number;
}

/** What a search leaves out. */
interface Without {
  readonly nodes?: ReadonlySet<number>;
  readonly edges?: ReadonlySet<number>;
}

/** Cheapest way from a source to one of the targets; of equally cheap ones the first in the order of the edges. */
export function cheapestWay(graph: FlowGraph, sources: readonly number[], targets: ReadonlySet<number>): Way | undefined {
  return search(graph, sources, targets, {}, undefined);
}

/**
 * Dijkstra's search; with what is left to the target at least for every node, only nodes that the way may need are
 * looked at (Hart, Nilsson and Raphael, "A formal basis for the heuristic determination of minimum cost paths", 1968).
 */
function search(
  graph: FlowGraph,
  sources: readonly number[],
  targets: ReadonlySet<number>,
  without: Without,
  left: Float64Array | undefined,
): Way | undefined {
  const cost = new Float64Array(graph.nodes).fill(Number.POSITIVE_INFINITY);
  const by = new Int32Array(graph.nodes).fill(-1);
  const done = new Uint8Array(graph.nodes);
  const heap = new Heap();
  const reach = (node: number): number => (cost[node] as number) + (left === undefined ? 0 : (left[node] as number));
  for (const source of sources) {
    if (without.nodes?.has(source) === true) continue;
    cost[source] = 0;
    heap.push(source, reach(source));
  }
  for (let node = heap.pop(); node !== undefined; node = heap.pop()) {
    if (done[node] === 1) continue;
    done[node] = 1;
    if (targets.has(node) && by[node] !== -1) return { edges: back(graph, by, node), cost: cost[node] as number };
    for (const edge of graph.out(node)) {
      const next = graph.to[edge] as number;
      const sum = (cost[node] as number) + (graph.cost[edge] as number);
      if (done[next] === 1 || sum >= (cost[next] as number) || without.edges?.has(edge) === true || without.nodes?.has(next) === true)
        continue;
      if (left !== undefined && left[next] === Number.POSITIVE_INFINITY) continue;
      cost[next] = sum;
      by[next] = edge;
      heap.push(next, reach(next));
    }
  }
  return undefined;
}

/** Cost of the cheapest way from every node to one; infinite where there is none. */
function costsTo(graph: FlowGraph, target: number): Float64Array {
  const cost = new Float64Array(graph.nodes).fill(Number.POSITIVE_INFINITY);
  const done = new Uint8Array(graph.nodes);
  const heap = new Heap();
  cost[target] = 0;
  heap.push(target, 0);
  for (let node = heap.pop(); node !== undefined; node = heap.pop()) {
    if (done[node] === 1) continue;
    done[node] = 1;
    for (const edge of graph.into(node)) {
      const before = graph.from[edge] as number;
      const sum = (cost[node] as number) + (graph.cost[edge] as number);
      if (sum >= (cost[before] as number)) continue;
      cost[before] = sum;
      heap.push(before, sum);
    }
  }
  return cost;
}

function back(graph: FlowGraph, by: Int32Array, target: number): readonly number[] {
  const edges: number[] = [];
  for (let edge = by[target] as number; edge !== -1; edge = by[graph.from[edge] as number] as number) edges.push(edge);
  return edges.reverse();
}

/**
 * The `count` cheapest ways without a circle from a source to a target (Yen, "Finding the K shortest loopless paths in
 * a network", Management Science 17, 1971).
 */
export function cheapestWays(graph: FlowGraph, source: number, target: number, count: number): readonly Way[] {
  const goal = new Set([target]);
  const left = costsTo(graph, target);
  const first = search(graph, [source], goal, {}, left);
  if (first === undefined) return [];
  const found: Way[] = [first];
  const candidates = new Map<string, Way>();
  while (found.length < count) {
    const last = found.at(-1) as Way;
    for (let index = 0; index < last.edges.length; index++) {
      const root = last.edges.slice(0, index);
      const spur = graph.from[last.edges[index] as number] as number;
      const edges = new Set(
        found.filter((way) => root.every((edge, at) => way.edges[at] === edge)).flatMap((way) => way.edges.slice(index, index + 1)),
      );
      const nodes = new Set(root.map((edge) => graph.from[edge] as number));
      const rest = search(graph, [spur], goal, { nodes, edges }, left);
      if (rest === undefined) continue;
      const all = [...root, ...rest.edges];
      candidates.set(all.join(","), { edges: all, cost: all.reduce((sum, edge) => sum + (graph.cost[edge] as number), 0) });
    }
    for (const way of found) candidates.delete(way.edges.join(","));
    const [key, next] =
      [...candidates].sort(
        ([a, left], [b, right]) => left.cost - right.cost || left.edges.length - right.edges.length || (a < b ? -1 : 1),
      )[0] ?? [];
    if (key === undefined || next === undefined) break;
    candidates.delete(key);
    found.push(next);
  }
  return found;
}

/** Nodes by a cost, cheapest first, then by number. */
class Heap {
  readonly #items: Entry[] = [];

  push(node: number, cost: number): void {
    const items = this.#items;
    const item = { node, cost };
    let at = items.push(item) - 1;
    for (let up = (at - 1) >> 1; at > 0 && before(item, items[up] as Entry); up = (at - 1) >> 1) {
      items[at] = items[up] as Entry;
      at = up;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const items = this.#items;
    const [top] = items;
    const last = items.pop();
    if (top === undefined || last === undefined) return undefined;
    if (items.length > 0) {
      let at = 0;
      for (;;) {
        let down = 2 * at + 1;
        if (down >= items.length) break;
        if (down + 1 < items.length && before(items[down + 1] as Entry, items[down] as Entry)) down++;
        if (!before(items[down] as Entry, last)) break;
        items[at] = items[down] as Entry;
        at = down;
      }
      items[at] = last;
    }
    return top.node;
  }
}

interface Entry {
  readonly node: number;
  readonly cost: number;
}

function before(a: Entry, b: Entry): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.node < b.node);
}
