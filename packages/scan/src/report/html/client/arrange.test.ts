import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { arrange, distancesFrom, type Edge, layersOf, neighbourhood } from "./arrange.ts";

// Properties run many cases, and machines are shared.
vi.setConfig({ testTimeout: 120_000 });

const edge = (source: number, target: number): Edge => ({ source, target, kind: "reads", feeble: false });
const anyGraph = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 40 }))
  .map(([count, pairs]) => ({
    nodes: Array.from({ length: count }, (_, at) => at),
    edges: pairs.filter(([a, b]) => a < count && b < count && a !== b).map(([a, b]) => edge(a, b)),
  }));

describe("layersOf", () => {
  it("takes the longest way", () => {
    expect([...layersOf([0, 1, 2, 3], [edge(0, 1), edge(1, 2), edge(0, 2), edge(2, 3)]).values()]).toEqual([0, 1, 2, 3]);
  });
  it("ends on loops, and puts every edge but the closing ones forward", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const layers = layersOf(nodes, edges);
        expect(layers.size).toBe(nodes.length);
        expect(Math.max(...layers.values())).toBeLessThan(nodes.length);
      }),
    );
    const loop = layersOf([0, 1, 2], [edge(0, 1), edge(1, 2), edge(2, 0)]);
    expect([...loop.values()]).toEqual([0, 1, 2]);
  });
});

describe("arrange", () => {
  it("gives every node a place of its own inside the picture", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const { places, width, height } = arrange(nodes, edges);
        expect(new Set([...places.values()].map(([x, y]) => `${x} ${y}`)).size).toBe(nodes.length);
        for (const [x, y] of places.values()) {
          expect(x).toBeGreaterThan(0);
          expect(x).toBeLessThan(width);
          expect(y).toBeGreaterThan(0);
          expect(y).toBeLessThan(height);
        }
      }),
    );
  });
  it("untangles a crossing", () => {
    const { places } = arrange([0, 1, 2, 3], [edge(0, 3), edge(1, 2)]);
    const y = (node: number): number => places.get(node)?.[1] ?? 0;
    expect(Math.sign(y(0) - y(1))).toBe(Math.sign(y(3) - y(2)));
  });
});

describe("distancesFrom", () => {
  it("puts neighbours beside the focus, however long other ways are", () => {
    const edges = [edge(0, 1), edge(1, 2), edge(0, 2), edge(2, 3), edge(3, 0)];
    expect([...distancesFrom(2, [0, 1, 2, 3], edges).values()]).toEqual([1, 1, 2, 0]);
  });
  it("places every node", () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const layers = distancesFrom(0, nodes, edges);
        expect([...layers.keys()]).toEqual(nodes);
        expect(Math.min(...layers.values())).toBe(0);
      }),
    );
  });
});

describe("neighbourhood", () => {
  const edges = [edge(0, 1), edge(1, 2), edge(2, 3), edge(9, 2)];
  it("goes up, down or both ways, and never turns round", () => {
    expect(neighbourhood(1, edges, 10, "down").sort()).toEqual([1, 2, 3]);
    expect(neighbourhood(1, edges, 10, "up").sort()).toEqual([0, 1]);
    expect(neighbourhood(1, edges, 10, "both").sort()).toEqual([0, 1, 2, 3]);
  });
  it("stops at its limit, nearest first", () => {
    expect(neighbourhood(2, edges, 3, "both")).toHaveLength(3);
  });
});
