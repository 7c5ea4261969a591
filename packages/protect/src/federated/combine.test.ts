import { describe, expect, it } from "vitest";
import { combineUpdates } from "./combine.ts";
import { aggregate, clientsNeeded, METHODS, type Method } from "./rules.ts";
import { NO_HISTORY, readTrust } from "./trust.ts";
import type { Update } from "./update.ts";

/** Honest clients agree up to noise; hostile ones send what `poison` says. */
function updates(honest: number, hostile: number, poison: (at: number) => number, length = 50): readonly Update[] {
  let state = 12_345;
  const noise = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state / 2 ** 32 - 0.5) / 5;
  };
  return Array.from({ length: honest + hostile }, (_, client) => ({
    client: `c${String(client).padStart(2, "0")}`,
    values: Float32Array.from({ length }, (_, at) => (client < honest ? Math.sin(at) + noise() : poison(at) * (1 + noise() / 10))),
  }));
}
const distance = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value, at) => sum + (value - Math.sin(at)) ** 2, 0) / values.length);
const robust = METHODS.filter(
  (method): method is Exclude<Method, "mean" | "clipped-mean"> => method !== "mean" && method !== "clipped-mean",
);

describe("robust rules", () => {
  const attacks: Readonly<Record<string, (at: number) => number>> = {
    "flipped signs": (at) => -10 * Math.sin(at),
    "huge values": () => 1e6,
    nothing: () => 0,
  };
  for (const [name, poison] of Object.entries(attacks))
    it.each(robust)(`%s bears 5 of 23 that send ${name}`, (method) => {
      const sent = updates(18, 5, poison);
      const vectors = sent.map(({ values }) => values);
      expect(distance(aggregate(vectors, { method, hostile: 5 }).values)).toBeLessThan(0.12);
      if (name !== "nothing") expect(distance(aggregate(vectors, { method: "mean", hostile: 5 }).values)).toBeGreaterThan(1);
    });

  it("agree with their definitions where they can be counted by hand", () => {
    const vectors = [1, 2, 3, 4, 100].map((value) => Float32Array.of(value, -value));
    expect([...aggregate(vectors, { method: "median", hostile: 1 }).values]).toEqual([3, -3]);
    expect([...aggregate(vectors, { method: "trimmed-mean", hostile: 1 }).values]).toEqual([3, -3]);
    expect(aggregate(vectors, { method: "krum", hostile: 1 })).toEqual({ values: Float32Array.of(2, -2), used: [1] });
    expect(aggregate(vectors, { method: "multi-krum", hostile: 1 }).used).toEqual([0, 1, 2, 3]);
    expect([...aggregate(vectors, { method: "mean", hostile: 0 }).values]).toEqual([22, -22]);
    expect([...aggregate(vectors.slice(0, 4), { method: "median", hostile: 1 }).values]).toEqual([2.5, -2.5]);
    const [x] = aggregate([Float32Array.of(3, 4), Float32Array.of(0, 1)], { method: "clipped-mean", hostile: 0, norm: 1 }).values;
    expect(x).toBeCloseTo(0.3);
  });

  it("do not depend on the order of the clients", () => {
    const sent = updates(18, 5, () => 9);
    for (const method of METHODS) {
      const of = (list: readonly Update[]): Float32Array => combineUpdates(list, { method, hostile: 5 }, NO_HISTORY).values;
      expect(of(sent.toReversed())).toEqual(of(sent));
    }
  });

  it("refuse too few clients and options that cannot be", () => {
    for (const method of robust) {
      const few = updates(clientsNeeded(method, 2) - 1, 0, () => 0).map(({ values }) => values);
      expect(() => aggregate(few, { method, hostile: 2 })).toThrow(/or more; there are/);
    }
    const some = updates(9, 0, () => 0).map(({ values }) => values);
    for (const hostile of [-1, 0.5, Number.NaN]) expect(() => aggregate(some, { method: "median", hostile })).toThrow(/whole number/);
    for (const norm of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => aggregate(some, { method: "clipped-mean", hostile: 0, norm })).toThrow(/above 0/);
  });
});

describe("the report", () => {
  it("names large, opposed and copied updates, and those that are not finite", () => {
    const base = updates(12, 0, () => 0);
    const scaled = (client: string, by: number): Update => ({
      client,
      values: (base[0]?.values ?? new Float32Array()).map((value) => value * by),
    });
    const sent = [
      ...base,
      scaled("flip", -1),
      scaled("huge", 50),
      scaled("twin", 1),
      { client: "nan", values: new Float32Array(50).fill(Number.NaN) },
    ];
    const { report, trust, values } = combineUpdates(sent, { method: "multi-krum", hostile: 3 }, NO_HISTORY);
    const reasons = Object.fromEntries(report.clients.map(({ client, reasons }) => [client, reasons]));
    expect(reasons["flip"]).toContain("against");
    expect(reasons["huge"]).toContain("large");
    expect(reasons["twin"]).toEqual(["copy"]);
    expect(reasons["nan"]).toEqual(["holds values that are not finite"]);
    expect(reasons["c05"]).toEqual([]);
    expect(report.clients.find(({ client }) => client === "huge")?.used).toBe(false);
    expect(values.every(Number.isFinite)).toBe(true);
    const again = combineUpdates(sent, { method: "multi-krum", hostile: 3 }, trust).trust;
    const of = (client: string): number => again.clients.find((entry) => entry.client === client)?.trust ?? -1;
    expect(of("flip")).toBeLessThan(0.4);
    expect(of("c05")).toBeGreaterThan(0.6);
    expect(again.round).toBe(2);
    expect(readTrust(JSON.stringify(again), "trust.json")).toEqual(again);
  });

  it("says what a rule cannot do", () => {
    const sent = updates(9, 0, () => 0);
    expect(combineUpdates(sent, { method: "mean", hostile: 0 }, NO_HISTORY).report.warnings[0]).toMatch(/no hostile client/);
    expect(combineUpdates(sent, { method: "krum", hostile: 1 }, NO_HISTORY).report.warnings[0]).toMatch(/one client/);
  });

  it("refuses two updates of one client, other models, and none", () => {
    const one = { client: "a", values: Float32Array.of(1) };
    const options = { method: "median", hostile: 0 } as const;
    expect(() => combineUpdates([one, one], options, NO_HISTORY)).toThrow(/two updates/);
    expect(() => combineUpdates([one, { client: "b", values: Float32Array.of(1, 2) }], options, NO_HISTORY)).toThrow(/different models/);
    expect(() => combineUpdates([], options, NO_HISTORY)).toThrow(/no update/);
    expect(() => readTrust("{}", "trust.json")).toThrow(/trust\.json/);
    expect(() => readTrust("{", "trust.json")).toThrow(/trust\.json/);
  });
});
