/* Layered drawing for the part of the graph that somebody looks at. Pure: positions from nodes and edges. */

export interface Edge {
  readonly source: number;
  readonly target: number;
  readonly kind: string;
  readonly feeble: boolean;
}
export interface Arrangement {
  readonly places: ReadonlyMap<number, readonly [number, number]>;
  readonly width: number;
  readonly height: number;
}

const COLUMN = 228;
const ROW = 46;

/** Longest path from the sources; an edge that closes a loop does not count (depth-first search finds it). */
export function layersOf(nodes: readonly number[], edges: readonly Edge[]): ReadonlyMap<number, number> {
  const next = new Map<number, number[]>(nodes.map((node) => [node, []]));
  for (const edge of edges) if (next.has(edge.target)) next.get(edge.source)?.push(edge.target);
  const order: number[] = [];
  const state = new Map<number, "open" | "done">();
  const forward = new Map<number, number[]>();
  for (const start of nodes) {
    if (state.has(start)) continue;
    const stack: { readonly node: number; at: number }[] = [{ node: start, at: 0 }];
    state.set(start, "open");
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const target = next.get(top.node)?.[top.at++];
      if (target === undefined) {
        state.set(top.node, "done");
        order.push(top.node);
        stack.pop();
      } else if (state.get(target) !== "open") {
        forward.set(top.node, [...(forward.get(top.node) ?? []), target]);
        if (!state.has(target)) {
          state.set(target, "open");
          stack.push({ node: target, at: 0 });
        }
      }
    }
  }
  const layer = new Map<number, number>(nodes.map((node) => [node, 0]));
  for (const node of order.reverse())
    for (const target of forward.get(node) ?? []) layer.set(target, Math.max(layer.get(target) ?? 0, (layer.get(node) ?? 0) + 1));
  return layer;
}

/** Fewest steps from the focus: to the left what it comes from, to the right what it feeds. Neighbours stand beside it. */
export function distancesFrom(focus: number, nodes: readonly number[], edges: readonly Edge[]): ReadonlyMap<number, number> {
  const allowed = new Set(nodes);
  const distance = new Map([[focus, 0]]);
  for (const sign of [-1, 1]) {
    let border: readonly number[] = [focus];
    for (let steps = 1; border.length > 0; steps++) {
      const next = border.flatMap((node) =>
        edges.filter((edge) => (sign < 0 ? edge.target : edge.source) === node).map((edge) => (sign < 0 ? edge.source : edge.target)),
      );
      border = [...new Set(next)].filter((node) => allowed.has(node) && !distance.has(node));
      for (const node of border) distance.set(node, sign * steps);
    }
  }
  const lowest = Math.min(...distance.values());
  return new Map(nodes.map((node) => [node, (distance.get(node) ?? 0) - lowest]));
}

/** Columns by layer; inside a column by the mean place of the neighbours, four sweeps (Sugiyama's barycentre heuristic). */
export function arrange(
  nodes: readonly number[],
  edges: readonly Edge[],
  layer: ReadonlyMap<number, number> = layersOf(nodes, edges),
): Arrangement {
  const columns = new Map<number, number[]>();
  for (const node of nodes) columns.set(layer.get(node) ?? 0, [...(columns.get(layer.get(node) ?? 0) ?? []), node]);
  const filled = [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
  const row = new Map<number, number>();
  const number = (): void => {
    for (const column of filled) for (const [at, node] of column.entries()) row.set(node, at - column.length / 2);
  };
  const neighbours = new Map<number, number[]>();
  for (const edge of edges) {
    neighbours.set(edge.source, [...(neighbours.get(edge.source) ?? []), edge.target]);
    neighbours.set(edge.target, [...(neighbours.get(edge.target) ?? []), edge.source]);
  }
  number();
  for (let sweep = 0; sweep < 4; sweep++) {
    for (const column of sweep % 2 === 0 ? filled : [...filled].reverse()) {
      const mean = new Map(
        column.map((node) => {
          const around = (neighbours.get(node) ?? []).map((other) => row.get(other) ?? 0);
          return [node, around.length === 0 ? (row.get(node) ?? 0) : around.reduce((sum, at) => sum + at, 0) / around.length];
        }),
      );
      column.sort((a, b) => (mean.get(a) ?? 0) - (mean.get(b) ?? 0) || a - b);
      for (const [at, node] of column.entries()) row.set(node, at - column.length / 2);
    }
  }
  const tallest = Math.max(...filled.map((column) => column.length), 1);
  const height = tallest * ROW + 24;
  const places = new Map<number, readonly [number, number]>();
  for (const [x, column] of filled.entries())
    for (const [y, node] of column.entries()) places.set(node, [x * COLUMN + 104, (y - column.length / 2 + 0.5) * ROW + height / 2]);
  return { places, width: Math.max(filled.length, 1) * COLUMN + 12, height };
}

/** What a node is fed by and what it feeds, step by step, until the limit is reached; nearest first. */
export function neighbourhood(focus: number, edges: readonly Edge[], limit: number, direction: "both" | "up" | "down"): number[] {
  const step = (from: readonly number[], up: boolean): number[] =>
    from.flatMap((node) =>
      edges.filter((edge) => (up ? edge.target : edge.source) === node).map((edge) => (up ? edge.source : edge.target)),
    );
  const found = new Set([focus]);
  let [above, below]: [readonly number[], readonly number[]] = [[focus], [focus]];
  while (found.size < limit && above.length + below.length > 0) {
    above = direction === "down" ? [] : [...new Set(step(above, true))].filter((node) => !found.has(node));
    below = direction === "up" ? [] : [...new Set(step(below, false))].filter((node) => !found.has(node) && !above.includes(node));
    for (const node of [...above, ...below]) if (found.size < limit) found.add(node);
  }
  return [...found];
}
