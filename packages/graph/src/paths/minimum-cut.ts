import type { FlowGraph } from "./flow-graph.ts";

/**
 * Edges with the least weight together that separate sources from targets (Dinic, "Algorithm for solution of a
 * problem of maximum flow in networks with power estimation", 1970), nearest to the targets. `weight` of an edge that
 * nobody can take away is infinite; undefined where no finite cut separates them.
 */
export function minimumCut(
  graph: FlowGraph,
  sources: readonly number[],
  targets: readonly number[],
  weight: (edge: number) => number,
): readonly number[] | undefined {
  const goal = new Set(targets);
  if (sources.some((source) => goal.has(source))) return undefined;
  const weights = Float64Array.from({ length: graph.edges }, (_, edge) => weight(edge));
  // More than all finite ones together stands for "cannot be taken away".
  const total = weights.reduce((sum, each) => sum + (Number.isFinite(each) ? each : 0), 0) + 1;
  const left = weights.map((each) => Math.min(each, total));
  const back = new Float64Array(graph.edges);
  let flow = 0;
  for (;;) {
    const level = levels(graph, sources, left, back);
    if (!targets.some((target) => (level[target] ?? -1) >= 0)) break;
    const nextOut = new Int32Array(graph.nodes);
    for (const source of sources)
      for (
        let sent = push(graph, source, goal, level, left, back, nextOut);
        sent > 0;
        sent = push(graph, source, goal, level, left, back, nextOut)
      ) {
        flow += sent;
        if (flow >= total) return undefined;
      }
  }
  const behind = canReach(graph, targets, left, back);
  const cut: number[] = [];
  for (let edge = 0; edge < graph.edges; edge++)
    if (behind[graph.from[edge] as number] === 0 && behind[graph.to[edge] as number] === 1 && (weights[edge] as number) > 0) cut.push(edge);
  return cut;
}

function levels(graph: FlowGraph, sources: readonly number[], left: Float64Array, back: Float64Array): Int32Array {
  const level = new Int32Array(graph.nodes).fill(-1);
  const queue = [...new Set(sources)];
  for (const source of queue) level[source] = 0;
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] as number;
    const visit = (next: number): void => {
      if ((level[next] as number) >= 0) return;
      level[next] = (level[node] as number) + 1;
      queue.push(next);
    };
    for (const edge of graph.out(node)) if ((left[edge] as number) > 0) visit(graph.to[edge] as number);
    for (const edge of graph.into(node)) if ((back[edge] as number) > 0) visit(graph.from[edge] as number);
  }
  return level;
}

/** One way of the level graph, without recursion: paths may be long. */
function push(
  graph: FlowGraph,
  source: number,
  goal: ReadonlySet<number>,
  level: Int32Array,
  left: Float64Array,
  back: Float64Array,
  next: Int32Array,
): number {
  // Edge numbers; those taken against their direction are ~edge.
  const way: number[] = [];
  let node = source;
  for (;;) {
    if (goal.has(node)) {
      const amount = way.reduce(
        (least, step) => Math.min(least, step >= 0 ? (left[step] as number) : (back[~step] as number)),
        Number.POSITIVE_INFINITY,
      );
      for (const step of way) {
        const edge = step >= 0 ? step : ~step;
        const sign = step >= 0 ? 1 : -1;
        left[edge] = (left[edge] as number) - sign * amount;
        back[edge] = (back[edge] as number) + sign * amount;
      }
      return amount;
    }
    const step = forward(graph, node, level, left, back, next);
    if (step !== undefined) {
      way.push(step);
      node = step >= 0 ? (graph.to[step] as number) : (graph.from[~step] as number);
      continue;
    }
    const last = way.pop();
    if (last === undefined) return 0;
    node = last >= 0 ? (graph.from[last] as number) : (graph.to[~last] as number);
    next[node] = (next[node] as number) + 1;
  }
}

function forward(
  graph: FlowGraph,
  node: number,
  level: Int32Array,
  left: Float64Array,
  back: Float64Array,
  next: Int32Array,
): number | undefined {
  const [out, into] = [graph.out(node), graph.into(node)];
  for (; (next[node] as number) < out.length + into.length; next[node] = (next[node] as number) + 1) {
    const at = next[node] as number;
    if (at < out.length) {
      const edge = out[at] as number;
      if ((left[edge] as number) > 0 && level[graph.to[edge] as number] === (level[node] as number) + 1) return edge;
    } else {
      const edge = into[at - out.length] as number;
      if ((back[edge] as number) > 0 && level[graph.from[edge] as number] === (level[node] as number) + 1) return ~edge;
    }
  }
  return undefined;
}

/** Nodes from which something still gets through to a target. */
function canReach(graph: FlowGraph, targets: readonly number[], left: Float64Array, back: Float64Array): Uint8Array {
  const seen = new Uint8Array(graph.nodes);
  const queue = [...new Set(targets)];
  for (const target of queue) seen[target] = 1;
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] as number;
    const visit = (next: number): void => {
      if (seen[next] === 1) return;
      seen[next] = 1;
      queue.push(next);
    };
    for (const edge of graph.into(node)) if ((left[edge] as number) > 0) visit(graph.from[edge] as number);
    for (const edge of graph.out(node)) if ((back[edge] as number) > 0) visit(graph.to[edge] as number);
  }
  return seen;
}
