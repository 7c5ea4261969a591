import { describe, expect, test } from "vitest";
import { bytesSource } from "../byte-source.ts";
import { DEFAULT_PICKLE_BUDGET } from "./budget.ts";
import { ELIDED } from "./constants.ts";
import { Cursor } from "./cursor.ts";
import { PickleMachine } from "./machine.ts";
import { Memo } from "./memo.ts";
import { elide } from "./retention.ts";
import { little, named, runText, short } from "./testing/run-text.ts";
import type { PickleBudget, PickleValue } from "./value.ts";
import { weigh } from "./weight.ts";

const text = (value: string, offset = 0): PickleValue => ({ kind: "text", value, length: value.length, offset });

describe("outlines", () => {
  test("a container says how many items it had and what they were at most", () => {
    const list: PickleValue = { kind: "list", items: [text("a")], size: 1, holds: "data" };
    expect(elide(list)).toEqual({ kind: "list", items: [], size: 1, holds: "data" });
    expect(elide(text("a"))).toBe(ELIDED);
    expect(elide({ kind: "persistent", id: list })).toEqual({ kind: "persistent", id: ELIDED });
  });

  test("an object says what made it", () => {
    const callable: PickleValue = { kind: "global", module: "a", name: "b", offset: 0, computed: "no" };
    const args: PickleValue = { kind: "tuple", items: [text("a")], size: 1, holds: "data" };
    const object: PickleValue = { kind: "object", via: "reduce", callable, arguments: args, states: [args], offset: 7 };
    expect(elide(object)).toMatchObject({ callable, arguments: { size: 1, items: [] }, states: [], offset: 7 });
    expect(elide({ ...object, callable: object, arguments: text("a") })).toMatchObject({
      callable: { kind: "unknown" },
      arguments: { kind: "unknown" },
    });
  });

  test("what a container holds, at any depth", () => {
    const holds = (stream: string): unknown => {
      const result = runText(stream).streams[0]?.result;
      return result !== undefined && "holds" in result ? result.holds : undefined;
    };
    expect(holds("(](K\x01etl.")).toBe("data");
    expect(holds("(](ca\nb\n)Retl.")).toBe("objects");
    expect(holds("(](ca\nb\netl.")).toBe("globals");
    expect(holds("(Qtl.".replace("(Qtl", "NQ\x85"))).toBe("objects");
    expect(holds("\x82\x01\x85.")).toBe("globals");
  });

  test("weight counts what is reached once", () => {
    const shared: PickleValue = { kind: "list", items: [text("a".repeat(640))], size: 1 };
    const twice: PickleValue = { kind: "list", items: [shared, shared], size: 2 };
    expect(weigh([twice], 1000)).toBe(2 + 2 + 11);
    (shared.items as PickleValue[]).push(twice);
    expect(weigh([twice, twice], 1000)).toBe(15);
    expect(weigh([twice], 3)).toBeGreaterThan(3);
  });
});

describe("the memo of a long stream", () => {
  const COUNT = 100_000;
  const value = (index: number): PickleValue =>
    index % 2 === 0 ? text(String(index), index) : { kind: "list", items: [text("x")], size: 1, holds: "data" };

  test("the first and the last entries are whole, those between are read again or kept in outline", () => {
    const reread: number[] = [];
    const memo = new Memo(1_000_000, DEFAULT_PICKLE_BUDGET.lasting, (offset) => {
      reread.push(offset);
      return text(String(offset), offset);
    });
    for (let index = 0; index < COUNT; index++) memo.memoize(value(index));
    expect(memo.size).toBe(COUNT);
    expect(memo.get(10)).toEqual(value(10));
    expect(memo.get(COUNT - 1)).toEqual(value(COUNT - 1));
    expect(reread).toEqual([]);
    expect(memo.get(50_000)).toMatchObject({ kind: "text", value: "50000" });
    expect(reread).toEqual([50_000]);
    expect(memo.get(50_001)).toEqual({ kind: "list", items: [], size: 1, holds: "data" });
    // Each is another object: one may be filled.
    expect(memo.get(50_001)).not.toBe(memo.get(50_003));
    expect(memo.get(COUNT)).toBeUndefined();
    expect(memo.values().length).toBeLessThan(40_000);
  });

  test("old entries can be written over", () => {
    const memo = new Memo(1_000_000, DEFAULT_PICKLE_BUDGET.lasting, () => text("old"));
    for (let index = 0; index < COUNT; index++) memo.put(index, value(index));
    memo.put(50_001, text("new"));
    expect(memo.get(50_001)).toMatchObject({ value: "new" });
    expect(memo.size).toBe(COUNT);
  });

  test("keys far from one another, below zero, and beyond the budget", () => {
    const memo = new Memo(8192, DEFAULT_PICKLE_BUDGET.lasting, () => text("old"));
    for (const key of [2 ** 40, -1, 2 ** 31, 7]) memo.put(key, text(String(key)));
    for (const key of [2 ** 40, -1, 2 ** 31, 7]) expect(memo.get(key)).toMatchObject({ value: String(key) });
    expect([...memo.keys()].sort((one, other) => one - other)).toEqual([-1, 7, 2 ** 31, 2 ** 40]);
    for (let index = 0; index < 100_000; index++) memo.put(10 + index, text("x"));
    expect(memo.overflowed).toBe(true);
    expect(memo.values().length).toBeLessThan(70_000);
  });

  test("names that were put away are read again from the stream", () => {
    const filler = `N\x940`.repeat(60_000);
    const stream = `N\x940${filler}${short("os")}\x940${filler}j${little(60_001, 4)}${short("system")}\x93${short("id")}\x85R.`;
    const { told, anomalies } = runText(stream);
    expect(anomalies).toEqual([]);
    expect(told).toEqual(["import os.system", "os.system('id')"]);
  });

  test("an import that was put away is still that import", () => {
    const filler = `N\x940`.repeat(60_000);
    const { told } = runText(`${filler}${named("os", "system")}\x940${filler}j${little(60_000, 4)}${short("id")}\x85R.`);
    expect(told).toEqual(["import os.system", "os.system('id')"]);
  });
});

describe("memory", () => {
  const weightOf = (stream: string, budget: Partial<PickleBudget> = {}): { readonly weight: number; readonly ended: string } => {
    const machine = new PickleMachine(
      new Cursor(bytesSource(Buffer.from(stream, "latin1")), 0),
      { effect: () => {}, anomaly: () => {} },
      {
        ...DEFAULT_PICKLE_BUDGET,
        ...budget,
      },
    );
    const { ended } = machine.run();
    return { weight: weigh([...machine.stack.values(), ...machine.memo.values(), machine.result], 10_000_000), ended };
  };

  test.each([
    ["texts in the memo", `${short("x".repeat(100))}\x940`, 50_000],
    ["tuples in the memo", "NNN\x87\x940", 200_000],
    ["lists in one another", "]", 400_000],
    ["tuples in one another", "N\x86", 0],
    ["items of one list", "K\x01", 400_000],
    ["large texts", `X${little(60_000, 4)}${"x".repeat(60_000)}\x940`, 500],
    ["large integers", `\x8b${little(60_000, 4)}${"x".repeat(60_000)}\x940`, 500],
    ["large lines", `V${"x".repeat(60_000)}\n\x940`, 500],
    ["large bytes on the stack", `B${little(60_000, 4)}${"x".repeat(60_000)}`, 500],
    ["objects", "ca\nb\n)R\x94", 100_000],
  ])("%s", (_, unit, count) => {
    const { weight } = weightOf(`(${unit.repeat(count)}`);
    expect(weight).toBeLessThan(1_200_000);
  });

  test("a stack beyond the budget ends the stream", () => {
    expect(weightOf("N".repeat(2000), { stack: 1000 }).ended).toBe("budget");
  });

  test("opcodes beyond the budget end the stream", () => {
    expect(weightOf("N0".repeat(500_000), { opcodes: 300_000 }).ended).toBe("budget");
  });

  test("a deep stack: what lies on top is whole, the rest in outline", () => {
    const { streams } = runText(`(${"K\x05".repeat(50_000)}${named("os", "system")}${short("id")}\x85R0t.`);
    expect(streams[0]?.result).toMatchObject({ kind: "tuple", size: 50_000, holds: "data" });
    expect(runText(`(${"K\x05".repeat(50_000)}${named("os", "system")}${short("id")}\x85R0t.`).told).toEqual([
      "import os.system",
      "os.system('id')",
    ]);
  });

  test("values beyond the budget are cut, and the stream goes on", () => {
    const heavy = `(${`${short("k".repeat(60))}\x94`.repeat(16)}t\x94`;
    const { streams, told } = runText(`(${heavy.repeat(20_000)}l0${named("os", "system")}${short("id")}\x85R.`, {
      budget: { values: 60_000 },
    });
    expect(streams[0]?.ended).toBe("stop");
    expect(told).toEqual(["import os.system", "os.system('id')"]);
  });
});
