import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FlowGraph } from "./flow-graph.ts";
import { minimumCut } from "./minimum-cut.ts";
import { cheapestWays, costsFrom } from "./shortest-paths.ts";

const NODES = 6;
const edges = fc.array(fc.record({ from: fc.nat(NODES - 1), to: fc.nat(NODES - 1), cost: fc.integer({ min: 1, max: 4 }) }), {
  maxLength: 14,
});

function graphOf(list: readonly { readonly from: number; readonly to: number; readonly cost: number }[]): FlowGraph {
  return new FlowGraph(
    NODES,
    list.map(({ from }) => from),
    list.map(({ to }) => to),
    list.map(({ cost }) => cost),
  );
}

/** Every way without a circle, the slow way. */
function allWays(
  graph: FlowGraph,
  node: number,
  target: number,
  seen: ReadonlySet<number> = new Set([node]),
): readonly (readonly number[])[] {
  return [...graph.out(node)].flatMap((edge) => {
    const next = graph.to[edge] as number;
    if (next === target && !seen.has(next)) return [[edge]];
    return seen.has(next) ? [] : allWays(graph, next, target, new Set([...seen, next])).map((rest) => [edge, ...rest]);
  });
}

const costOf = (graph: FlowGraph, way: readonly number[]): number => way.reduce((sum, edge) => sum + (graph.cost[edge] as number), 0);

describe("paths in a graph", () => {
  it("reaches forward and backward", () => {
    const graph = new FlowGraph(4, [0, 1, 3], [1, 2, 2]);
    expect([...graph.reach([0])]).toEqual([1, 1, 1, 0]);
    expect([...graph.reach([2], true)]).toEqual([1, 1, 1, 1]);
  });

  it("finds the cheapest ways that an exhaustive search finds", () => {
    fc.assert(
      fc.property(edges, fc.integer({ min: 1, max: 5 }), (list, count) => {
        const graph = graphOf(list);
        const slow = allWays(graph, 0, NODES - 1)
          .map((way) => costOf(graph, way))
          .sort((a, b) => a - b);
        expect(cheapestWays(graph, 0, NODES - 1, count).map(({ cost }) => cost)).toEqual(slow.slice(0, count));
        expect(costsFrom(graph, 0)[NODES - 1]).toBe(slow[0] ?? -1);
      }),
    );
  });

  it("cuts with the least weight, as trying every set of edges does", () => {
    fc.assert(
      fc.property(
        edges.filter((list) => list.length <= 9),
        fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
        (list, fixed) => {
          const graph = graphOf(list);
          const weight = (edge: number): number => (fixed[edge] === true ? Number.POSITIVE_INFINITY : (graph.cost[edge] as number));
          const open = (without: number): boolean => {
            const kept = [...list.keys()].filter((edge) => (without & (1 << edge)) === 0);
            return (
              new FlowGraph(
                NODES,
                kept.map((edge) => graph.from[edge] as number),
                kept.map((edge) => graph.to[edge] as number),
              ).reach([0])[NODES - 1] === 1
            );
          };
          let best = Number.POSITIVE_INFINITY;
          for (let set = 0; set < 1 << list.length; set++) {
            let sum = 0;
            for (const edge of list.keys()) if ((set & (1 << edge)) !== 0) sum += weight(edge);
            if (sum < best && !open(set)) best = sum;
          }
          const cut = minimumCut(
            graph,
            0,
            NODES - 1,
            list.map((_, edge) => weight(edge)),
          );
          expect(cut === undefined ? Number.POSITIVE_INFINITY : cut.reduce((sum, edge) => sum + weight(edge), 0)).toBe(best);
          if (cut !== undefined) expect(open(cut.reduce((set, edge) => set | (1 << edge), 0))).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("cuts a hundred separate grants at the target, and at the source where they are fewer there", () => {
    // 0 → 1…100 → 101 → 102: as many as a hundred ways in, one way out; then a hundred ways out of one way in.
    const fan = Array.from({ length: 100 }, (_, at) => at + 1);
    const inward = new FlowGraph(102, [...fan.map(() => 0), ...fan], [...fan, ...fan.map(() => 101)]);
    const ones = new Float64Array(200).fill(1);
    expect(minimumCut(inward, 0, 101, ones)).toEqual(fan.map((node) => 99 + node));
    const outward = new FlowGraph(103, [0, ...fan.map(() => 102), ...fan], [102, ...fan, ...fan.map(() => 101)]);
    expect(minimumCut(outward, 0, 101, new Float64Array(201).fill(1))).toEqual([0]);
    expect(minimumCut(outward, 0, 101, [Number.POSITIVE_INFINITY, ...ones])).toHaveLength(100);
    expect(minimumCut(outward, 0, 101, new Float64Array(201).fill(Number.POSITIVE_INFINITY))).toBeUndefined();
  });

  it("cuts bipartite graphs of many ways as their matching says, level by level too", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(89), fc.nat(89)), { minLength: 200, maxLength: 600 }), (pairs) => {
        const side = Array.from({ length: 90 }, (_, at) => at);
        const graph = new FlowGraph(
          182,
          [...side.map(() => 180), ...pairs.map(([left]) => left), ...side.map((at) => 90 + at)],
          [...side, ...pairs.map(([, right]) => 90 + right), ...side.map(() => 181)],
        );
        expect(minimumCut(graph, 180, 181, new Float64Array(graph.edges).fill(1))).toHaveLength(matching(pairs));
      }),
      { numRuns: 20 },
    );
  });
});

/** Size of the largest matching, by one alternating way after the other (Berge, 1957). */
function matching(pairs: readonly (readonly [number, number])[]): number {
  const of = new Map<number, number>();
  const extend = (left: number, seen: Set<number>): boolean =>
    pairs.some(([from, right]) => {
      if (from !== left || seen.has(right)) return false;
      seen.add(right);
      const holder = of.get(right);
      if (holder !== undefined && !extend(holder, seen)) return false;
      of.set(right, left);
      return true;
    });
  return [...new Set(pairs.map(([left]) => left))].filter((left) => extend(left, new Set())).length;
}
