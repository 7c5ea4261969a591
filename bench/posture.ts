/**
 * Attack paths and minimum cuts on a large graph, beside reading its edges once.
 *   node bench/posture.ts [--nodes 100000] [--edges 500000] [--targets 20]
 * A seeded random graph with layers, as an estate has them: every edge leads at most a hundredth of the nodes further.
 */
import { parseArgs } from "node:util";
import { cheapestWays, costsFrom, FlowGraph, minimumCut } from "../packages/graph/src/index.ts";

const { values } = parseArgs({
  options: {
    nodes: { type: "string", default: "100000" },
    edges: { type: "string", default: "500000" },
    targets: { type: "string", default: "20" },
  },
});
const [nodes, edges, targets] = [Number(values.nodes), Number(values.edges), Number(values.targets)];

/** Numerical Recipes' linear congruential generator: the same graph in every run. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const next = random(7);
const [from, to, cost] = [new Int32Array(edges), new Int32Array(edges), new Int32Array(edges)];
for (let edge = 0; edge < edges; edge++) {
  const start = Math.floor(next() * nodes);
  from[edge] = start;
  to[edge] = Math.min(nodes - 1, start + 1 + Math.floor((next() * nodes) / 100));
  cost[edge] = 1 + Math.floor(next() * 3);
}

function timed<T>(name: string, run: () => T): T {
  const began = performance.now();
  const result = run();
  rows.push({ step: name, ms: Math.round(performance.now() - began) });
  return result;
}

const rows: { readonly step: string; readonly ms: number }[] = [];
const graph = timed("build", () => new FlowGraph(nodes, from, to, cost));
timed("read every edge once", () => from.reduce((sum, start, edge) => (sum + start + (to[edge] ?? 0)) | 0, 0));
const reached = timed("reach forward", () => graph.reach([0]));
timed("reach backward", () => graph.reach([nodes - 1], true));
const ends = Array.from({ length: targets }, (_, index) => nodes - 1 - index * 50).filter((node) => reached[node] === 1);
const costs = timed("cost of every node from the source", () => costsFrom(graph, 0));
const weights = new Float64Array(edges).fill(1);
const ways = timed(`cheapest 3 ways to ${ends.length} targets`, () => ends.map((end) => cheapestWays(graph, 0, end, 3, costs).length));
const cuts = timed(`minimum cuts of ${ends.length} targets`, () =>
  ends.map((end) => minimumCut(graph, 0, end, weights, costs)?.length ?? -1),
);
console.table(rows);
console.log(
  JSON.stringify({
    nodes,
    edges,
    total: rows.reduce((sum, { ms }) => sum + ms, 0),
    megabytes: Math.round(process.memoryUsage().rss / 2 ** 20),
    ways: ways.reduce((sum, count) => sum + count, 0),
    cuts,
  }),
);
